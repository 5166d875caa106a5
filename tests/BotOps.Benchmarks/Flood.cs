using BotOps.Benchmarks.Rig;

namespace BotOps.Benchmarks;

/// <summary>A build that does nothing but write: how many lines a second reach the log store.</summary>
sealed class Flood : IBenchmark
{
    const int Lines = 1_000_000;
    const int Rounds = 3;

    public string Name => "flood";

    public async Task<IReadOnlyList<Figure>> Run(Action<string> tell, CancellationToken stopping)
    {
        await using var builders = await Builders.Create(stopping);
        await builders.Build(Script.Flood(100_000), 100_000, stopping);

        List<Turn> built = [], discarded = [];
        for (var round = 0; round < Rounds; round++)
        {
            discarded.Add(await builders.Discard(Script.Flood(Lines), stopping));
            built.Add(await builders.Build(Script.Flood(Lines), Lines, stopping));
            tell($"{discarded[^1]} discarded; {built[^1]}");
        }
        return
        [
            new($"lines a second, {Show.Count(Lines)} lines, median of {Rounds}", Rate(built), $"{Rate(discarded)} read and discarded"),
            new("CPU of BotOps and of PostgreSQL", $"{Show.Seconds(Show.Median(built.Select(t => t.Cpu)))}, {Show.Seconds(Show.Median(built.Select(t => t.Postgres)))}"),
            new("memory of BotOps more than before", Show.Memory(built.Max(t => t.Memory))),
        ];
    }

    static string Rate(IEnumerable<Turn> turns) => Show.Count(Lines / Show.Median(turns.Select(t => t.Took)).TotalSeconds);
}
