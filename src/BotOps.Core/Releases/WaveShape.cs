namespace BotOps.Core.Releases;

/// <summary>How many hosts each wave is asked to have, before <c>--min-up</c> makes any smaller.</summary>
static class WaveShape
{
    /// <summary>Up to this many hosts go one by one unless told otherwise.</summary>
    const int OneByOne = 3;

    /// <exception cref="UserError">Two ways at once, a wave of no host, or a list that does not grow.</exception>
    public static void Require(PlanOptions options)
    {
        var batch = options.Batch;
        if ((options.Serial ? 1 : 0) + (options.Halves ? 1 : 0) + (batch is null ? 0 : 1) > 1) throw new UserError(Texts.OneStrategyOnly);
        if (batch is null) return;

        if (batch.Count == 0) throw new UserError(Texts.BatchEmpty);
        if (batch.Any(entry => entry.Value == 0)) throw new UserError(Texts.WaveOfNoHost, batch.First(entry => entry.Value == 0).ToString());
        foreach (var (before, entry) in batch.Zip(batch.Skip(1)))
            if (before.Percent == entry.Percent && entry.Value <= before.Value)
                throw new UserError(Texts.BatchDoesNotGrow(string.Join(',', batch), before, entry), entry.ToString());
    }

    /// <summary>The size that repeats, or null for halves and lists.</summary>
    public static int? Repeats(PlanOptions options, int hosts) => options switch
    {
        { Serial: true } => 1,
        { Batch: [var size] } => Math.Max(1, size.Of(hosts)),
        { Batch: null, Halves: false } when hosts <= OneByOne => 1,
        _ => null,
    };

    /// <summary>What each entry of a list adds to those before it; at least one host each, until there are no more.</summary>
    public static IReadOnlyList<int> Shares(IReadOnlyList<Amount> list, int hosts)
    {
        var (sizes, done) = (new List<int>(), 0);
        foreach (var share in list.TakeWhile(_ => done < hosts))
        {
            var until = Math.Clamp(share.Of(hosts), done + 1, hosts);
            sizes.Add(until - done);
            done = until;
        }
        if (done < hosts) throw new UserError(Texts.BatchLeavesHosts(string.Join(',', list), hosts - done, hosts), string.Join(',', list));
        return sizes;
    }
}
