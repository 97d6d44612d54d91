/** As a runner has it, and nothing that would be more than an address in Markdown. */
const SERVER = /^https:\/\/[\w.-]+(?::\d{1,5})?$/;
const REPOSITORY = /^[\w.-]+\/[\w.-]+$/;
const RUN = /^\d+$/;

/**
 * The page of the run, which shows its job summaries; undefined outside of one.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/variables#default-environment-variables
 */
export function readRunUrl(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const {
    GITHUB_SERVER_URL: server = '',
    GITHUB_REPOSITORY: repository = '',
    GITHUB_RUN_ID: run = '',
  } = environment;
  return SERVER.test(server) && REPOSITORY.test(repository) && RUN.test(run)
    ? `${server}/${repository}/actions/runs/${run}`
    : undefined;
}
