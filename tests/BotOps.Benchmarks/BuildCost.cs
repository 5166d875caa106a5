using BotOps.Benchmarks.Rig;

namespace BotOps.Benchmarks;

/// <summary>A long build that writes much, through BotOps and without it; in turns, so that a machine's moods meet both.</summary>
sealed class BuildCost : IBenchmark
{
    const int Lines = 1_000_000;
    const double MostRatio = 1.10;
    const long MostMemory = 64L << 20;
    const int Rounds = 2;
    static readonly TimeSpan Work = TimeSpan.FromSeconds(30);

    public string Name => "build";

    public async Task<IReadOnlyList<Figure>> Run(Action<string> tell, CancellationToken stopping)
    {
        await using var builders = await Builders.Create(stopping);
        var script = Script.Work(Lines, await Script.StepsFor(Work, Lines, stopping));
        var warmUp = Script.Work(20_000, 1);
        await builders.Build(warmUp, 20_000, stopping);
        await builders.Discard(warmUp, stopping);

        List<Turn> built = [], discarded = [];
        for (var turn = 0; turn < 2 * Rounds; turn++)
        {
            var discards = turn % 4 is 0 or 3; // neither is always the first
            (discards ? discarded : built).Add(discards ? await builders.Discard(script, stopping) : await builders.Build(script, Lines, stopping));
            tell($"{(discards ? "discarded" : "built")}: {(discards ? discarded : built)[^1]}");
        }

        var ratio = built.Sum(t => t.Took.TotalSeconds) / discarded.Sum(t => t.Took.TotalSeconds);
        var memory = built.Max(t => t.Memory) - discarded.Max(t => t.Memory);
        return
        [
            new($"{Show.Count(Lines)} lines with about {Show.Seconds(Work)} of CPU, into the log store", All(built, t => t.Took), $"{All(discarded, t => t.Took)} read and discarded"),
            new("ratio", Show.Ratio(ratio), $"≤ {Show.Ratio(MostRatio)}", ratio <= MostRatio),
            new("memory of BotOps more than with discarding", Show.Memory(memory), $"< {Show.Memory(MostMemory)}", memory < MostMemory),
            new("CPU of BotOps", All(built, t => t.Cpu), $"{All(discarded, t => t.Cpu)} read and discarded"),
            new("CPU of PostgreSQL", All(built, t => t.Postgres), "apart"),
        ];
    }

    static string All(IEnumerable<Turn> turns, Func<Turn, TimeSpan> of) => string.Join(", ", turns.Select(t => Show.Seconds(of(t))));
}
