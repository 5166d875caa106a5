using System.Collections.Immutable;
using BotOps.Sandbox;

namespace BotOps.Benchmarks.Rig;

/// <summary>The executable as a user runs it: a sandbox, on wish with its work done by a worker of its own, and one small project.</summary>
sealed class Town : IAsyncDisposable
{
    readonly List<Executable> processes = [];
    TestBed bed = null!;
    Dictionary<string, string> settings = [];

    Town()
    {
    }

    public Uri Url { get; private set; } = null!;
    public string ConnectionString => bed.ConnectionString;
    public Executable Sandbox => processes[0];

    /// <param name="build">The build command of the project <c>bench</c>; what it makes is the repository's one file.</param>
    public static async Task<Town> Start(bool ownWorker, IReadOnlyList<string> build, CancellationToken stopping)
    {
        var town = new Town();
        try
        {
            await town.Begin(ownWorker, build, stopping);
            return town;
        }
        catch
        {
            await town.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(processes)) await process.DisposeAsync();
        if (bed is not null) await bed.DisposeAsync();
    }

    async Task Begin(bool ownWorker, IReadOnlyList<string> build, CancellationToken stopping)
    {
        bed = await TestBed.Create(stopping);
        settings = new() { ["BOTOPS_ConnectionStrings__BotOps"] = ConnectionString };
        var web = Executable.FreePort();
        Url = new Uri($"http://127.0.0.1:{web}");
        string[] sandbox = ["sandbox", "--data", bed.Below("sandbox"), "--port", $"{web}", "--role", ownWorker ? "web" : "all"];
        processes.Add(await Executable.Start(settings, sandbox, new Uri(Url, "/healthz"), stopping));

        settings["BOTOPS_BotOps__DataFolder"] = bed.Below("worker");
        settings["BOTOPS_BotOps__Artifacts"] = Path.Combine(bed.Below("sandbox"), "work", "artifacts");
        await Apply(build, stopping);
        if (!ownWorker) return;

        var worker = new Uri($"http://127.0.0.1:{Executable.FreePort()}");
        processes.Add(await Executable.Start(settings, ["serve", "--role", "worker", "--urls", $"{worker}"], new Uri(worker, "/healthz"), stopping));
    }

    async Task Apply(IReadOnlyList<string> build, CancellationToken stopping)
    {
        var repository = Path.Combine(bed.Below("repos"), "bench.git");
        SampleTree tree = new(ImmutableSortedDictionary<string, string>.Empty);
        await SampleRepository.Make(repository, [new("master", "Start", "Benchmark", TimeSpan.FromHours(1), "1.0.0", tree)], TimeProvider.System.GetUtcNow(), stopping);

        var file = Path.Combine(bed.Below("catalog"), "bench.yaml");
        await File.WriteAllTextAsync(file,
            $$"""
            hosts:
              - { name: bench-01, address: 127.0.0.1, root: {{bed.Below("host")}} }
            projects:
              - name: bench
                channels: [web/sandbox/deploys]
                repository: { url: "file://{{repository}}" }
                environments:
                  production:
                    hosts: [bench-01]
                    build:
                      command: {{System.Text.Json.JsonSerializer.Serialize(build)}}
                      artifact: [VERSION]
            """, stopping);
        await Executable.Run(settings, ["apply", file], stopping);
    }
}
