using BotOps.Core.Releases;

namespace BotOps.Core.Chat.Commands;

/// <summary>What a typed command would do, in one line under the composer, so that it is read before it is sent.</summary>
public static class Reads
{
    /// <summary>From the words alone; what the policy asks for is the caller's to add. Empty: nothing worth saying.</summary>
    public static IReadOnlyList<Span> Of(ParsedCommand command) => command switch
    {
        DeployInput deploy => Deploy(deploy),
        ReleaseInput { Verb: var verb, Release: var release, Reason: var reason } =>
            [Texts.ReadsVerb(verb), Strong($"#{release}"), .. reason is null ? Nothing : [Texts.ReadsReason(reason)]],
        RollbackInput rollback => [Texts.ReadsRollback(rollback.Target), Strong(rollback.Project), .. To(rollback.Environment), .. Manner(rollback.Options) is { Count: > 0 } way ? [", " + string.Join(", ", way)] : Nothing],
        RestartInput restart => [Texts.ReadsRestart(restart.Kind), Strong(restart.Project), .. To(restart.Environment), .. Manner(restart.Options) is { Count: > 0 } way ? [", " + string.Join(", ", way)] : Nothing],
        AnswerInput answer => [Texts.ReadsAnswer(answer.Answer), Strong($"#{answer.Release}")],
        LogInput log => [Texts.ReadsLog, Strong($"#{log.Release}")],
        HostsInput hosts => [Texts.ReadsHosts, Strong(hosts.Project), .. To(hosts.Environment)],
        StatusInput { Project: { } project } => [Texts.ReadsStatus, Strong(project)],
        HistoryInput { Project: { } project } => [Texts.ReadsHistory, Strong(project)],
        FormWanted form => [Texts.ReadsForm(form.Missing)],
        HelpInput { Command: { } name } => [Texts.ReadsHelp, Strong(name)],
        _ => CommandTable.All.FirstOrDefault(c => c.Name == NameOf(command)) is { } spec ? [spec.Says] : [],
    };

    static readonly Span[] Nothing = [];

    static List<Span> Deploy(DeployInput deploy) =>
    [
        deploy.PlanOnly ? Texts.ReadsPlan : Texts.ReadsDeploy, Strong(deploy.Project),
        .. deploy.Reference is { } reference ? [Texts.ReadsAt, Strong(reference)] : Nothing,
        .. To(deploy.Environment),
        .. Manner(deploy.Options) is { Count: > 0 } manner ? [", " + string.Join(", ", manner)] : Nothing,
    ];

    static Span[] To(string? environment) => environment is null ? Nothing : [Texts.ReadsTo, Strong(environment)];

    static List<string> Manner(PlanOptions options)
    {
        List<string?> manner =
        [
            options switch
            {
                { Serial: true } => Texts.ReadsSerial,
                { Halves: true } => Texts.ReadsHalves,
                { Batch: [var size] } => Texts.ReadsSize(size),
                { Batch: { } list } => Texts.ReadsList(list),
                _ => null,
            },
            options.Hosts.Count > 0 ? Texts.ReadsOnly(options.Hosts) : null,
            options.Exclude.Count > 0 ? Texts.ReadsWithout(options.Exclude) : null,
            options.Pause switch { PauseAfter.First => Texts.ReadsPauseFirst, PauseAfter.Each => Texts.ReadsPauseEach, _ => null },
            options.Wait > TimeSpan.Zero ? Texts.ReadsWait(options.Wait) : null,
        ];
        return [.. manner.OfType<string>()];
    }

    static string NameOf(ParsedCommand command) => command.GetType().Name.Replace("Input", "", StringComparison.Ordinal).ToLowerInvariant();

    static Span Strong(string text) => new(text, Strong: true);
}
