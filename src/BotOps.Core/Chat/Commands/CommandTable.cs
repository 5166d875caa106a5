using System.Collections.Concurrent;
using System.Collections.Frozen;
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
    static OptionSpec Reason => new("--reason", Text, "TEXT", Texts.OptionReason, "\"wrong branch\"") { Offered = true };

    static OptionSpec[] DeployOptions =>
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
        new("--note", Text, "TEXT", Texts.OptionNote, "\"fix of the login\"") { Offered = true },
        new("--one-way", Text, "REASON", Texts.OptionOneWay, "\"drops a column\""),
        new("--rebuild", Flag, "", Texts.OptionRebuild, ""),
        new("--plan", Flag, "", Texts.OptionPlan, ""),
        new("--override", Text, "REASON", Texts.OptionDeployOverride, "\"fixes the outage\""),
    ];

    static OptionSpec[] LockOptions =>
    [
        Reason with { Example = "\"database migration\"", Needed = true },
        new("--for", Duration, "T", Texts.OptionFor, "2h") { Least = TimeSpan.FromMinutes(1), Most = TimeSpan.FromDays(7) },
        new("--steal", Flag, "", Texts.OptionSteal, ""),
    ];

    static readonly ConcurrentDictionary<string, IReadOnlyList<CommandSpec>> ByLanguage = [];

    /// <summary>As the reader reads it.</summary>
    public static IReadOnlyList<CommandSpec> All => ByLanguage.GetOrAdd(Languages.Spoken, _ => Table());

    /// <summary>Made once a language: what says something must be made here or by a property, not kept from the first reader.</summary>
    static CommandSpec[] Table() =>
    [
        new("deploy", "/deploy", Texts.CommandDeploy, "/deploy order-svc master --serial", [Requester],
            [Project, new("ref", ReferenceOrBuild, Needed: false)], DeployOptions, ReadDeploy.From) { To = true },
        new("build", "/build", Texts.CommandBuild, "/build order-svc master", [Requester], [Project, new("ref", Reference)], [],
            typed => new BuildInput(typed.Project, typed.Reference!, typed.Environment)) { To = true },
        .. RollbackCommands.All,
        ScaleCommand.Spec,
        ScaleCommand.Keep,
        new("lock", "/lock", Texts.CommandLock, "/lock order-svc to production --reason \"database migration\"", [Operator], [Project], LockOptions,
            typed => new LockInput(typed.Project, typed.Environment, typed.Text("--reason")!, typed.Number<TimeSpan>("--for"), typed.Has("--steal"))) { To = true },
        new("unlock", "/unlock", Texts.CommandUnlock, "/unlock order-svc to production", [Operator], [Project], [],
            typed => new UnlockInput(typed.Project, typed.Environment)) { To = true },
        BotOps("status", Texts.CommandStatus, "", [], [OneProject], [], typed => new StatusInput(typed.ProjectOrNone)),
        BotOps("hosts", Texts.CommandHosts, "order-svc", [], [Project], [], typed => new HostsInput(typed.Project, typed.Environment)) with { To = true },
        InstancesCommand.Spec,
        BotOps("campaigns", Texts.Campaigns.Command, "", [], [], [], _ => new CampaignsInput()),
        BotOps("host", Texts.CommandHost, "order-01 out --reason \"new disk\"", [Operator],
            [new("host", Host), new("out|in", OutOrIn), OneProject], [Reason], ReadHost.From) with { To = true },
        BotOps("history", Texts.CommandHistory, "order-svc", [], [new(RoleInputs.Subject, Subject, Needed: false)], [], RoleInputs.History),
        BotOps("log", Texts.CommandLog, "42", [], [Release], [], typed => new LogInput(typed.Release)),
        Verb("pause", ReleaseVerb.Pause, Texts.CommandPause, "42", [Requester, Operator]),
        Verb("resume", ReleaseVerb.Resume, Texts.CommandResume, "42", [Requester, Operator]),
        Verb("abort", ReleaseVerb.Abort, Texts.CommandAbort, "42 --reason \"traffic spike\"", [Operator], Reason),
        BotOps("cancel", Texts.CommandCancel, "42 --reason \"wrong branch\"", [Requester, Operator], [Release with { Kind = ReleaseOrBuild }], [Reason],
            typed => typed.Build is { } build ? new CancelBuildInput(build.Id, typed.Text("--reason")) : new ReleaseInput(ReleaseVerb.Cancel, typed.Release, typed.Text("--reason"))),
        Verb("approve", ReleaseVerb.Approve, Texts.CommandApprove, "42", [Approver]),
        Verb("reject", ReleaseVerb.Reject, Texts.CommandReject, "42 --reason \"after the freeze\"", [Approver], Reason with { Needed = true }),
        BotOps("grant", Texts.CommandGrant, "@anna approver order-svc/production", [Admin], RoleInputs.Words, [Reason], typed => RoleInputs.Change(typed, grants: true)),
        BotOps("revoke", Texts.CommandRevoke, "@anna approver order-svc/production", [Admin], RoleInputs.Words, [Reason], typed => RoleInputs.Change(typed, grants: false)),
        BotOps(ReadProject.Command, Texts.Adding.Command, ReadProject.Example, [Admin], ReadProject.Words, ReadProject.Options, ReadProject.From) with { To = true },
        BotOps("adopt", Texts.Adopting.Command, "order-svc", [Admin], [Project], [new("--plan", Flag, "", Texts.Adopting.OptionPlan, "")],
            typed => new AdoptInput(typed.Project, typed.Environment, typed.Has("--plan"))) with { To = true },
        BotOps("projects", Texts.CommandProjects, "", [], [], [], _ => new ProjectsInput()),
        BotOps("whoami", Texts.CommandWhoAmI, "", [], [], [], _ => new WhoAmIInput()),
        BotOps("language", Texts.CommandLanguage, "zh", [], [new("language", Language, Needed: false)], [], typed => new LanguageInput(typed.Value<string>("language"))),
        BotOps("login", Texts.CommandLogin, "", [], [Release with { Needed = false }], [], typed => new LoginInput(typed.Number<long>("release"))),
        BotOps("help", Texts.CommandHelp, "deploy", [], [new("command", Command, Needed: false)], [], typed => new HelpInput(typed.Command)),
    ];

    /// <summary>By name, whatever its case; null: there is none.</summary>
    static readonly FrozenDictionary<string, CommandSpec> ByName = All.ToFrozenDictionary(c => c.Name, StringComparer.OrdinalIgnoreCase);

    public static CommandSpec? Find(string name) => ByName.GetValueOrDefault(name);

    static CommandSpec BotOps(
        string name, string says, string example, Role[] needs, WordSpec[] words, OptionSpec[] options, Func<Typed, ParsedCommand> read) =>
        new(name, $"/botops {name}", says, $"/botops {name} {example}".TrimEnd(), needs, words, options, read);

    static CommandSpec Verb(string name, ReleaseVerb verb, string says, string example, Role[] needs, params OptionSpec[] options) =>
        BotOps(name, says, example, needs, [Release], options, typed => new ReleaseInput(verb, typed.Release, typed.Text("--reason")));
}
