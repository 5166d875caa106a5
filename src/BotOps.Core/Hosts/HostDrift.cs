using System.Globalization;

namespace BotOps.Core.Hosts;

/// <summary>What a host says of itself.</summary>
/// <param name="Release">Whose folder is current there; null: none.</param>
/// <param name="Process">Of which release the process is that runs.</param>
/// <param name="RunsFor">Not since when: the clock of a host may be hours off.</param>
/// <param name="Healthy"><see cref="Well"/>, or why not; null: it was not asked.</param>
public sealed record HostNow(long? Release, long? Process, bool Running, TimeSpan? RunsFor, string? Healthy)
{
    public const string Well = "yes";

    public static HostNow Of(HostAnswer answer) => new(
        Number(answer, "release"), Number(answer, "runs"), answer.Values.GetValueOrDefault("running") == "yes",
        Number(answer, "runsFor", least: 0) is { } seconds ? TimeSpan.FromSeconds(seconds) : null, answer.Values.GetValueOrDefault("healthy"));

    /// <summary>Of a host with what was adopted, where no release is current.</summary>
    public static HostNow OfAdopted(HostAnswer answer, long? adoption) => Of(answer) is { Release: null } there
        ? there with { Release = adoption, Process = adoption, Running = answer.Values.GetValueOrDefault("adopted") == "adopted" }
        : Of(answer);

    static long? Number(HostAnswer answer, string name, long least = 1) =>
        long.TryParse(answer.Values.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least ? number : null;
}

/// <param name="CurrentBuild">Of the environment.</param>
/// <param name="Releases">Build and short commit of each.</param>
/// <param name="Settings">Numbers of the revisions.</param>
public sealed record KnownVersions(long? CurrentBuild, IReadOnlyDictionary<long, (long Build, string Commit)> Releases, IReadOnlyDictionary<long, int> Settings);

/// <summary>What differs on a host from what should be there, the worst first.</summary>
public static class HostDrift
{
    public static IEnumerable<string> Between(Assignment host, HostNow there, KnownVersions known)
    {
        if (there.Release != host.ReleaseId) yield return Texts.ShouldBe(host.ReleaseId);
        if (there.Process is { } process && process != there.Release) yield return Texts.ProcessOfOther(process);
        if (host.ReleaseId is null || there.Release != host.ReleaseId) yield break;

        if (known.CurrentBuild is { } current && host.BuildId is { } build && build != current) yield return Texts.CurrentIsOther(current);
        if (host.SettingsRevisionId is { } revision && known.Settings.TryGetValue(revision, out var number) && known.Settings.Values.Max() is var newest && newest > number)
            yield return Texts.OlderSettings(number, newest);
    }
}
