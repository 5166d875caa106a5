using BotOps.Core;

namespace BotOps.Adapters.Chat.Slack.Api;

/// <summary>Slack refused a call: <c>{"ok":false,"error":code}</c>. Its message names method and code and says what to do.</summary>
sealed class SlackError(string method, string code, string? detail = null) : Exception(Texts.Slack.Failed(method, code, IsOfToken(code) ? Texts.Slack.TokenNotGood : Texts.Slack.WhatToDo(code, detail)))
{
    public string Code { get; } = code;

    /// <summary>The token is at fault, not the call: every other call would fail as well.</summary>
    public bool OfToken => IsOfToken(Code);

    static bool IsOfToken(string code) =>
        code is "invalid_auth" or "not_authed" or "account_inactive" or "token_revoked" or "token_expired" or "no_permission" or "org_login_required" or "team_access_not_granted"
            or "invalid_refresh_token" or "invalid_client_id" or "bad_client_secret";

    /// <summary>Slack's own trouble: the same call may work later.</summary>
    public static bool IsPassing(string code) =>
        code is "internal_error" or "fatal_error" or "service_unavailable" or "request_timeout" or "team_added_to_org" or "accesslimited";
}
