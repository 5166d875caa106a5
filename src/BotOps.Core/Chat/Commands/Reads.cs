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
            [Texts.ReadsVerb(verb), Strong($"#{release}"), .. Why(reason)],
        BuildInput build => [Texts.ReadsBuild, Strong(build.Project), Texts.ReadsAt, Strong(build.Reference), .. To(build.Environment)],
        CancelBuildInput cancel => [Texts.ReadsVerb(ReleaseVerb.Cancel), Strong(Texts.BuildName(cancel.Build)), .. Why(cancel.Reason)],
        HostInput host => [host.Out ? Texts.ReadsOut : Texts.ReadsIn, Strong(host.Host), .. Of(host.Project), .. To(host.Environment), .. Why(host.Reason)],
        RollbackInput rollback => [Texts.ReadsRollback(rollback.Target), Strong(rollback.Project), .. To(rollback.Environment), .. Manner(rollback.Options) is { Count: > 0 } way ? [", " + string.Join(", ", way)] : Nothing],
        RestartInput restart => [Texts.ReadsRestart(restart.Kind), Strong(restart.Project), .. To(restart.Environment), .. Manner(restart.Options) is { Count: > 0 } way ? [", " + string.Join(", ", way)] : Nothing],
        ScaleOutInput scale => [Texts.Scaling.ReadsOut(scale.Amount, scale.PlanOnly), Strong(scale.Project), .. To(scale.Environment)],
        ScaleInInput scale => [Texts.Scaling.ReadsIn(scale.Amount ?? scale.Hosts.Count, scale.PlanOnly), Strong(scale.Project), .. To(scale.Environment)],
        CampaignInput campaign => [Texts.Campaigns.ReadsWhole(campaign.Out, campaign.PlanOnly), Strong(campaign.Campaign)],
        KeepInput keep => [Texts.Scaling.ReadsKeep(forGood: keep.Until is null), Strong($"#{keep.Order}")],
        AnswerInput answer => [Texts.ReadsAnswer(answer.Answer), Strong($"#{answer.Release}")],
        LockInput held =>
            [Texts.ReadsLock, Strong(held.Project), .. To(held.Environment), .. held.For is { } time ? [Texts.ReadsFor(time)] : Nothing, Texts.ReadsReason(held.Reason)],
        AdoptInput adopt => [Texts.Adopting.Reads, Strong(adopt.Project), .. To(adopt.Environment)],
        UnlockInput unlock => [Texts.ReadsUnlock, Strong(unlock.Project), .. To(unlock.Environment)],
        LogInput log => [Texts.ReadsLog, Strong($"#{log.Release}")],
        HostsInput hosts => [Texts.ReadsHosts, Strong(hosts.Project), .. To(hosts.Environment)],
        InstancesInput { Project: { } project } => [Texts.Inventory.ReadsOf, Strong(project)],
        StatusInput { Project: { } project } => [Texts.ReadsStatus, Strong(project)],
        HistoryInput { Project: { } project } => [Texts.ReadsHistory, Strong(project)],
        HistoryInput { Release: { } release } => [Texts.ReadsHistory, Strong($"#{release}")],
        RoleInput role => [.. RoleInputs.Reads(role)],
        LanguageInput { Language: { } language } => [Texts.ReadsLanguage, Strong(Texts.LanguageName(language))],
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
        .. Manner(deploy.Options) is { Count: > 0 } manner ? [Texts.ReadsComma + string.Join(Texts.ReadsComma, manner)] : Nothing,
        .. deploy.Override is { } why ? [Texts.ReadsOverride(why)] : Nothing,
    ];

    static Span[] Why(string? reason) => reason is null ? Nothing : [Texts.ReadsReason(reason)];

    static Span[] Of(string? project) => project is null ? Nothing : [Texts.ReadsOf, Strong(project)];

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
