namespace BotOps.Core.Releases;

/// <summary>Turns what was asked for into the real waves. Pure: the same hosts and options give the same plan.</summary>
public static class WavePlanner
{
    /// <param name="hosts">All hosts of the environment, in the order of the catalog, each name once.</param>
    /// <param name="defaultMinUp">The policy's, used where the asker gave none; waived where the environment has a single host, which could never be deployed otherwise.</param>
    /// <exception cref="UserError">A host that does not exist, none left, or limits that no wave can keep.</exception>
    public static WavePlan Plan(PlanOptions options, IReadOnlyList<PlanHost> hosts, string defaultMinUp)
    {
        WaveShape.Require(options);
        var chosen = HostPatterns.Select(options, hosts);
        var minUp = (options.MinUp ?? (hosts.Count == 1 ? new Amount(0, Percent: false) : Amount.Parse(defaultMinUp))).Of(hosts.Count);
        var up = hosts.Count(h => h.Healthy);
        RequireRoom(options, hosts, chosen, up, minUp);

        var waves = Waves(options, chosen, Math.Max(1, up - minUp)); // no room left at all: no healthy host was chosen, and the others are free
        var staysUp = up - waves.Max(w => w.Count(h => h.Healthy));
        return new WavePlan(
            [.. waves.Select(wave => (IReadOnlyList<string>)[.. wave.Select(h => h.Name)])],
            Math.Min(minUp, staysUp),
            options.MaxFail?.AtMostOf(chosen.Count) ?? 0,
            Whole: Whole(hosts, chosen))
        { StaysUp = staysUp, Out = [.. hosts.Except(chosen).Where(h => h.ByHand).Select(h => h.Name)] };
    }

    static bool Whole(IReadOnlyList<PlanHost> hosts, IReadOnlyList<PlanHost> chosen) =>
        chosen.Count == hosts.Count || chosen.Any(h => !h.ByHand) && hosts.Except(chosen).All(h => h.ByHand);

    /// <summary>
    /// A wave in as few parts as keep each within <paramref name="room"/> healthy hosts, as even as can be, smaller first, in order.
    /// What is down already is out anyway and needs no room.
    /// </summary>
    internal static IEnumerable<List<T>> Parts<T>(IReadOnlyList<T> wave, Func<T, bool> healthy, int room)
    {
        var count = wave.Count(healthy);
        var parts = Math.Max(1, (count + room - 1) / room);
        var (part, inPart, number) = (new List<T>(), 0, 0);
        foreach (var host in wave)
        {
            var quota = count / parts + (number >= parts - count % parts ? 1 : 0);
            if (healthy(host) && inPart++ == quota)
            {
                yield return part;
                (part, inPart, number) = ([], 1, number + 1);
            }
            part.Add(host);
        }
        yield return part;
    }

    static List<List<PlanHost>> Waves(PlanOptions options, IReadOnlyList<PlanHost> hosts, int room)
    {
        if (WaveShape.Repeats(options, hosts.Count) is { } size) return [.. Repeated(hosts, size, room)];
        if (options.Batch is { } list) return Split(hosts, WaveShape.Shares(list, hosts.Count), room);

        var half = hosts.Count / 2;
        var halves = Split(hosts, half > 0 ? [half, hosts.Count - half] : [1], room);
        var even = Parts(hosts, h => h.Healthy, room).ToList();
        return halves.Count > 2 && even.All(wave => wave.Count <= hosts.Count - half) ? even : halves; // 1, 2, 2 rather than 2, 1, 2
    }

    static List<List<PlanHost>> Split(IReadOnlyList<PlanHost> hosts, IEnumerable<int> sizes, int room)
    {
        var (waves, taken) = (new List<List<PlanHost>>(), 0);
        foreach (var size in sizes)
        {
            waves.AddRange(Parts([.. hosts.Skip(taken).Take(size)], h => h.Healthy, room));
            taken += size;
        }
        return waves;
    }

    static IEnumerable<List<PlanHost>> Repeated(IReadOnlyList<PlanHost> hosts, int size, int room)
    {
        List<PlanHost> wave = [];
        foreach (var host in hosts)
        {
            if (wave.Count == size || host.Healthy && wave.Count(h => h.Healthy) == room)
            {
                yield return wave;
                wave = [];
            }
            wave.Add(host);
        }
        yield return wave;
    }

    static void RequireRoom(PlanOptions options, IReadOnlyList<PlanHost> hosts, IReadOnlyList<PlanHost> chosen, int up, int minUp)
    {
        if (up - minUp >= 1 || !chosen.Any(h => h.Healthy)) return;

        var down = hosts.Where(h => !h.Healthy && !h.ByHand).Select(h => h.Name).ToList();
        throw new UserError(Texts.MinUpImpossible(minUp, up, hosts.Count, largest: up - 1, down), options.MinUp is { } typed ? $"--min-up {typed}" : null);
    }
}
