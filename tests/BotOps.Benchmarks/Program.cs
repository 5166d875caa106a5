using System.Runtime.InteropServices;
using System.Text.Json;
using BotOps.Benchmarks;
using BotOps.Benchmarks.Rig;
using BotOps.Core;
using Spectre.Console;

// dotnet run -c Release --project tests/BotOps.Benchmarks [name…]: what BotOps costs, beside the limits it has set itself
IBenchmark[] all = [new ApproveToFirstLine(), new BuildCost(), new Flood(), new MemoryUse(), new EngineCost(), new FleetRollout(), new Checkout(), new SlackAck(), new ScaleUp(), new LogPage()];
var names = args.Length > 0 && args[0] == Alone.Option ? args[1..] : args;
if (names.FirstOrDefault(name => all.All(b => b.Name != name)) is { } unknown)
{
    Console.Error.WriteLine($"There is no benchmark '{unknown}'. There are: {string.Join(", ", all.Select(b => b.Name))}.");
    return 2;
}

using var ending = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
try
{
    if (names != args)
    {
        _ = Alone.Orphaned().ContinueWith(_ => ending.Cancel(), TaskScheduler.Default);
        var figures = await all.Single(b => b.Name == names[0]).Run(line => Console.Error.WriteLine($"  {line}"), ending.Token);
        Console.WriteLine(JsonSerializer.Serialize(figures));
        return 0;
    }

    var rows = new List<(string, Figure)>();
    foreach (var benchmark in all.Where(b => names.Length == 0 || names.Contains(b.Name)))
    {
        Console.Error.WriteLine($"{benchmark.Name} …");
        rows.AddRange((await Alone.Run(benchmark.Name, ending.Token)).Select(f => (benchmark.Name, f)));
    }
    Report.Write(AnsiConsole.Console, rows);
    return 0;
}
catch (UserError error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
catch (OperationCanceledException) when (ending.IsCancellationRequested)
{
    return 130;
}

void End(PosixSignalContext signal)
{
    signal.Cancel = true; // what was started is ended first
    ending.Cancel();
}
