using BotOps.Core.Access;
using static BotOps.Core.Access.Role;
using static BotOps.Core.Chat.Commands.ValueKind;

namespace BotOps.Core.Chat.Commands;

/// <summary>Every command: what may be typed, what it is for, and who may. Parser, help and suggestions all read this.</summary>
public static class CommandTable
{
    internal static readonly WordSpec Project = new("project", ValueKind.Project);
    static readonly WordSpec OneProject = Project with { Needed = false };
    internal static readonly WordSpec Release = new("release", ValueKind.Release);
    static readonly OptionSpec Reason = new("--reason", Text, "TEXT", Texts.OptionReason, "\"wrong branch\"");

    static readonly OptionSpec[] DeployOptions =
    [
        new("--serial", Flag, "", Texts.OptionSerial, ""),
        new("--halves", Flag, "", Texts.OptionHalves, ""),
        new("--batch", AmountList, "LIST", Texts.OptionBatch, "1,25%,100%"),
        new("--pause", Choice, "none|first|each", Texts.OptionPause, "first"),
        new("--wait", Duration, "T", Texts.OptionWait, "2m") { Most = TimeSpan.FromHours(24) },
        new("--max-fail", Amount, "N|N%", Texts.OptionMaxFail, "1"),
        new("--on-fail", OnFail, "ask|stop|rollback", Texts.OptionOnFail, "rollback"),
        new("--answer-within", Duration, "T", Texts.OptionAnswerWithin, "30m") { Least = TimeSpan.FromMinutes(1), Most = TimeSpan.FromHours(24) },
        new("--min-up", Amount, "N|N%", Texts.OptionMinUp, "50%"),
        new("--hosts", HostList, "a,b-*", Texts.OptionHosts, "order-01,order-02"),
        new("--exclude", HostList, "a", Texts.OptionExclude, "order-01"),
        new("--expires", Duration, "T", Texts.OptionExpires, "2h") { Least = TimeSpan.FromMinutes(1), Most = TimeSpan.FromDays(7) },
        new("--note", Text, "TEXT", Texts.OptionNote, "\"fix of the login\""),
        new("--one-way", Text, "REASON", Texts.OptionOneWay, "\"drops a column\""),
        new("--rebuild", Flag, "", Texts.OptionRebuild, ""),
        new("--plan", Flag, "", Texts.OptionPlan, ""),
    ];

    public static IReadOnlyList<CommandSpec> All { get; } =
    [
        new("deploy", "/deploy", Texts.CommandDeploy, "/deploy order-svc master --serial", [Requester],
            [Project, new("ref", Reference, Needed: false)], DeployOptions, ReadDeploy.From) { To = true },
        .. RollbackCommands.All,
        BotOps("status", Texts.CommandStatus, "", [], [OneProject], [], typed => new StatusInput(typed.ProjectOrNone)),
        BotOps("hosts", Texts.CommandHosts, "order-svc", [], [Project], [], typed => new HostsInput(typed.Project, typed.Environment)) with { To = true },
        BotOps("history", Texts.CommandHistory, "order-svc", [], [OneProject], [], typed => new HistoryInput(typed.ProjectOrNone)),
        BotOps("log", Texts.CommandLog, "42", [], [Release], [], typed => new LogInput(typed.Release)),
        Verb("pause", ReleaseVerb.Pause, Texts.CommandPause, "42", [Requester, Operator]),
        Verb("resume", ReleaseVerb.Resume, Texts.CommandResume, "42", [Requester, Operator]),
        Verb("abort", ReleaseVerb.Abort, Texts.CommandAbort, "42 --reason \"traffic spike\"", [Operator], Reason),
        Verb("cancel", ReleaseVerb.Cancel, Texts.CommandCancel, "42 --reason \"wrong branch\"", [Requester, Operator], Reason),
        Verb("approve", ReleaseVerb.Approve, Texts.CommandApprove, "42", [Approver]),
        Verb("reject", ReleaseVerb.Reject, Texts.CommandReject, "42 --reason \"after the freeze\"", [Approver], Reason with { Needed = true }),
        BotOps("projects", Texts.CommandProjects, "", [], [], [], _ => new ProjectsInput()),
        BotOps("whoami", Texts.CommandWhoAmI, "", [], [], [], _ => new WhoAmIInput()),
        BotOps("login", Texts.CommandLogin, "", [], [], [], _ => new LoginInput()),
        BotOps("help", Texts.CommandHelp, "deploy", [], [new("command", Command, Needed: false)], [], typed => new HelpInput(typed.Command)),
    ];

    /// <summary>By name, whatever its case; null: there is none.</summary>
    public static CommandSpec? Find(string name) => All.FirstOrDefault(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    static CommandSpec BotOps(
        string name, string says, string example, Role[] needs, WordSpec[] words, OptionSpec[] options, Func<Typed, ParsedCommand> read) =>
        new(name, $"/botops {name}", says, $"/botops {name} {example}".TrimEnd(), needs, words, options, read);

    static CommandSpec Verb(string name, ReleaseVerb verb, string says, string example, Role[] needs, params OptionSpec[] options) =>
        BotOps(name, says, example, needs, [Release], options, typed => new ReleaseInput(verb, typed.Release, typed.Text("--reason")));
}
