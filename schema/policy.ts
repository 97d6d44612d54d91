import { type JsonSchema } from './jsonSchema.ts';
import { RULE } from './selectors.ts';

const CLIPBOARD: JsonSchema = { type: 'array', items: { type: 'string', enum: ['text', 'file'] } };

function rules(description: string): JsonSchema {
  return { description, type: 'array', items: { $ref: '#/definitions/rule' } };
}

/**
 * A policy as the API takes it, for editors only: the gate passes fields on that are not here, and so does the schema
 * (https://developers.cloudflare.com/api/resources/zero_trust/subresources/access/subresources/policy_tests/).
 */
const POLICY: JsonSchema = {
  title: 'policy',
  description: 'A policy as the API takes it, written here. Fields that are not listed are passed on.',
  type: 'object',
  properties: {
    name: {
      description: 'What reports call the policy.',
      type: 'string',
      pattern: '\\S',
      examples: ['Allow engineering'],
    },
    decision: {
      description: 'What becomes of whoever matches.',
      type: 'string',
      enum: ['allow', 'deny', 'non_identity', 'bypass'],
      enumDescriptions: [
        'Lets them in.',
        'Keeps them out.',
        'Service Auth: lets them in without a login, such as by service tokens and client certificates.',
        'Access asks nothing of them.',
      ],
    },
    include: { ...rules('Who is meant: whoever matches one of these rules.'), minItems: 1 },
    require: rules('What they must meet besides: every one of these rules.'),
    exclude: rules('Who is not meant: whoever matches one of these rules.'),
    session_duration: {
      description: 'How long a session lasts, such as 30m or 24h.',
      type: 'string',
      examples: ['24h'],
    },
    approval_required: { description: 'Whether somebody must approve each access.', type: 'boolean' },
    approval_groups: {
      description: 'Who may approve, and how many of them must.',
      type: 'array',
      items: {
        title: 'approval group',
        type: 'object',
        properties: {
          approvals_needed: { description: 'How many of them must approve.', type: 'number' },
          email_addresses: {
            description: 'Their e-mail addresses.',
            type: 'array',
            items: { type: 'string' },
          },
          email_list_uuid: { description: 'The id of a list with their e-mail addresses.', type: 'string' },
        },
        required: ['approvals_needed'],
      },
    },
    isolation_required: {
      description: 'Whether the application opens in an isolated browser only.',
      type: 'boolean',
    },
    purpose_justification_required: { description: 'Whether users must say why they come.', type: 'boolean' },
    purpose_justification_prompt: {
      description: 'What users are asked when they must say so.',
      type: 'string',
    },
    mfa_config: {
      description: 'The second factor that is asked for.',
      type: 'object',
      properties: {
        allowed_authenticators: {
          description: 'Which factors are accepted.',
          type: 'array',
          items: { type: 'string', enum: ['totp', 'biometrics', 'security_key'] },
        },
        mfa_disabled: { description: 'Whether no second factor is asked for.', type: 'boolean' },
        session_duration: {
          description: 'How long a second factor lasts, such as 30m or 24h.',
          type: 'string',
        },
      },
    },
    connection_rules: {
      description: 'What a connection may do.',
      type: 'object',
      properties: {
        rdp: {
          description: 'What a connection by RDP may do.',
          type: 'object',
          properties: {
            allowed_clipboard_local_to_remote_formats: {
              description: 'What may be copied to the remote side.',
              ...CLIPBOARD,
            },
            allowed_clipboard_remote_to_local_formats: {
              description: 'What may be copied from the remote side.',
              ...CLIPBOARD,
            },
          },
        },
      },
    },
  },
  required: ['name', 'decision', 'include'],
};

/** What `policy` of an entry refers to. */
export const POLICY_DEFINITIONS: Readonly<Record<string, JsonSchema>> = { policy: POLICY, rule: RULE };
