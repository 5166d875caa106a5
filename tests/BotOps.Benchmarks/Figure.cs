namespace BotOps.Benchmarks;

/// <summary>One row of the table.</summary>
/// <param name="Beside">The limit, or the peer that was measured in the same run.</param>
/// <param name="Met">Null: there is no limit.</param>
sealed record Figure(string What, string Measured, string Beside = "", bool? Met = null);

interface IBenchmark
{
    string Name { get; }
    Task<IReadOnlyList<Figure>> Run(Action<string> tell, CancellationToken stopping);
}
