# Grafana and the wiki behind Cloudflare Access, for the account of ../directory.yml.

terraform {
  required_providers {
    cloudflare = {
      source  = "cloudflare/cloudflare"
      version = "~> 5.0"
    }
  }
}

locals {
  account_id  = "023e105f4ecef8ad9ca31a8372d0c353"
  okta        = "5e2f7a8c-1c3b-4a86-9b53-7d1c0c9b6a11"
  leavers     = "8a6f0b7e-52d4-4b1c-a3f9-1e0d9c7b5a44"
  break_glass = "e1b94c20-0f6d-4a3e-b8c7-6f5a4d3c2b55"
}

resource "cloudflare_zero_trust_access_application" "grafana" {
  account_id = local.account_id
  name       = "Grafana"
  domain     = "grafana.example.com"
  type       = "self_hosted"
  policies = [
    { id = cloudflare_zero_trust_access_policy.deny_leavers.id, precedence = 1 },
    { id = cloudflare_zero_trust_access_policy.break_glass.id, precedence = 2 },
    { id = cloudflare_zero_trust_access_policy.engineering.id, precedence = 3 },
  ]
}

resource "cloudflare_zero_trust_access_policy" "deny_leavers" {
  account_id = local.account_id
  name       = "Deny leavers and contractors"
  decision   = "deny"
  include = [
    { group = { id = local.leavers } },
    { email_domain = { domain = "contractor.example" } },
  ]
}

resource "cloudflare_zero_trust_access_policy" "break_glass" {
  account_id       = local.account_id
  name             = "Allow the break-glass account"
  decision         = "allow"
  include          = [{ group = { id = local.break_glass } }]
  session_duration = "1h"
}

resource "cloudflare_zero_trust_access_policy" "engineering" {
  account_id = local.account_id
  name       = "Allow engineering and SRE"
  decision   = "allow"
  include = [
    { okta = { name = "engineering", identity_provider_id = local.okta } },
    { okta = { name = "sre", identity_provider_id = local.okta } },
  ]
  require = [
    { login_method = { id = local.okta } },
    { geo = { country_code = "US" } }, # the change
  ]
  session_duration = "12h"
}

resource "cloudflare_zero_trust_access_application" "wiki" {
  account_id = local.account_id
  name       = "Wiki"
  domain     = "wiki.example.com"
  type       = "self_hosted"
  policies   = [{ id = cloudflare_zero_trust_access_policy.staff.id, precedence = 1 }]
}

resource "cloudflare_zero_trust_access_policy" "staff" {
  account_id = local.account_id
  name       = "Allow staff"
  decision   = "allow"
  include    = [{ email_domain = { domain = "example.com" } }]
  exclude    = [{ group = { id = local.leavers } }]
}
