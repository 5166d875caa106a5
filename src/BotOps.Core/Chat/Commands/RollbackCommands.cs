using static BotOps.Core.Access.Role;
using static BotOps.Core.Chat.Commands.ValueKind;

namespace BotOps.Core.Chat.Commands;

/// <summary>The commands for when it goes wrong: back, again, and the answers to what a rollout asks.</summary>
static class RollbackCommands
{
    static OptionSpec Override => new("--override", Text, "REASON", Texts.OptionOverride, "\"agreed with the owner of the lock\"");
    static OptionSpec Plan => new("--plan", Flag, "", Texts.OptionPlan, "");
    static OptionSpec Note => new("--note", Text, "TEXT", Texts.OptionNote, "\"new pool size\"") { Offered = true };

    /// <summary>How the hosts are taken; the same for every release.</summary>
    static OptionSpec[] Manner =>
    [
        new("--serial", Flag, "", Texts.OptionSerial, ""),
        new("--halves", Flag, "", Texts.OptionHalves, ""),
        new("--batch", AmountList, "LIST", Texts.OptionBatch, "1,25%,100%"),
        new("--wait", Duration, "T", Texts.OptionWait, "2m") { Most = TimeSpan.FromHours(24) },
        new("--max-fail", Amount, "N|N%", Texts.OptionMaxFail, "1"),
        new("--min-up", Amount, "N|N%", Texts.OptionMinUp, "50%"),
        new("--on-fail", OnFail, "ask|stop|rollback", Texts.OptionOnFail, "stop"),
        new("--hosts", HostList, "a,b-*", Texts.OptionHosts, "order-01,order-02"),
        new("--exclude", HostList, "a", Texts.OptionExclude, "order-01"),
    ];

    public static IReadOnlyList<CommandSpec> All =>
    [
        new("rollback", "/rollback", Texts.CommandRollback, "/rollback order-svc last-good --reason \"errors at checkout\"", [Requester, Operator],
            [CommandTable.Project, new("build", Build, Needed: false)],
            [.. Manner, new("--reason", Text, "TEXT", Texts.OptionReason, "\"errors at checkout\"") { Offered = true }, new("--take-over", Flag, "", Texts.OptionTakeOver, ""), Plan],
            typed => new RollbackInput(typed.Project, typed.Value<string>("build") ?? "last-good", typed.Environment, ReadDeploy.Options(typed), typed.Text("--reason"), typed.Has("--take-over"), typed.Has("--plan")))
        { To = true },
        new("restart", "/restart", Texts.CommandRestart, "/restart order-svc --hosts order-01", [Requester], [CommandTable.Project], [.. Manner, Note, Override, Plan],
            typed => Restart(Releases.ReleaseKind.Restart, typed))
        { To = true },
        new("settings", "/botops settings", Texts.CommandSettings, "/botops settings order-svc --serial", [Requester], [CommandTable.Project], [.. Manner, Note, Override, Plan],
            typed => Restart(Releases.ReleaseKind.Settings, typed))
        { To = true },
        new("answer", "/botops answer", Texts.CommandAnswer, "/botops answer 42 retry", [Operator], [CommandTable.Release, new("answer", ValueKind.Answer)], [],
            typed => new AnswerInput(typed.Release, typed.Number<Releases.Answer>("answer")!.Value)),
        Verb("retry", ReleaseVerb.Retry, Texts.CommandRetry, [Requester]),
        Verb("withdraw", ReleaseVerb.Withdraw, Texts.CommandWithdraw, [Approver]),
        Verb("sign-off", ReleaseVerb.SignOff, Texts.CommandSignOff, [Approver]),
    ];

    static RestartInput Restart(Releases.ReleaseKind kind, Typed typed) => new(kind, typed.Project, typed.Environment, ReadDeploy.Options(typed), null, typed.Text("--note"), typed.Has("--plan"))
    {
        Override = typed.Text("--override"),
    };

    static CommandSpec Verb(string name, ReleaseVerb verb, string says, Access.Role[] needs) =>
        new(name, $"/botops {name}", says, $"/botops {name} 42", needs, [CommandTable.Release], [], typed => new ReleaseInput(verb, typed.Release, null));
}
