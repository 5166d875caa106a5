using System.Globalization;
using BotOps.Core.Chat;
using BotOps.Core.Persistence;

namespace BotOps.Core.Scaling;

/// <summary>What a message of an order's story says now, told from the rows.</summary>
public sealed class TellScale(BotOpsDb db, ScaleCards cards, StayQuestion stays)
{
    const int HostsShown = 30;

    /// <summary>Null when there is nothing to say yet.</summary>
    public async Task<Content?> Tell(long order, string what, CancellationToken stopping) => what switch
    {
        "card" => await cards.Of(order, stopping),
        _ when what.StartsWith(ScaleStory.StayPrefix, StringComparison.Ordinal) => await stays.Tell(order, int.Parse(what.AsSpan(ScaleStory.StayPrefix.Length), CultureInfo.InvariantCulture), stopping),
        "results" => await Results(order, stopping),
        _ => throw new InvalidOperationException($"Nobody tells '{what}' of an order."),
    };

    public static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    async Task<Results?> Results(long id, CancellationToken stopping)
    {
        var ended = (await db.HostsOf(id, stopping)).Where(h => h.Ended).OrderBy(h => h.EndedAt).ToList();
        if (ended.Count == 0) return null;

        var shown = ended.Count <= HostsShown ? ended : [.. ended.Where(h => h.State == ScaleStep.Failed), .. ended.Where(h => h.State != ScaleStep.Failed).TakeLast(HostsShown)];
        return new Results([.. shown.Select(Result)], ended.Count - shown.Count);
    }

    static HostResult Result(ScaleHost host) => host.State switch
    {
        ScaleStep.Failed => new HostResult(host.Name, Tone.Bad, "failed", Texts.Scaling.FailedAt(host.FailedStep, host.Reason), null),
        ScaleStep.GivenBack => new HostResult(host.Name, Tone.Back, "rolled-back", Texts.Scaling.GivenBack(host.InstanceId), host.EndedAt - host.StartedAt),
        _ => new HostResult(host.Name, Tone.Ok, "succeeded", Texts.Scaling.InService(host.Zone, host.Address), host.EndedAt - host.StartedAt),
    };
}
