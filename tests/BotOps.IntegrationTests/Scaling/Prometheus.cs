using System.Diagnostics;
using System.Text.Json;
using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Scaling;

/// <summary>A real Prometheus that asks BotOps every second what there is to be scraped.</summary>
sealed class Prometheus : IAsyncDisposable
{
    static readonly HttpClient Http = new();
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("botops-prometheus-");
    readonly int port = Ports.Free();
    Process? process;

    public static bool Available => File.Exists("/usr/bin/prometheus");
    public const string Missing = "prometheus is not installed (tests/run installs it)";

    public static async Task<Prometheus> Start(Uri botops, string token)
    {
        var prometheus = new Prometheus();
        var (config, credentials) = (Path.Combine(prometheus.folder.FullName, "prometheus.yml"), Path.Combine(prometheus.folder.FullName, "token"));
        await File.WriteAllTextAsync(credentials, token);
        await File.WriteAllTextAsync(config,
            $"""
             scrape_configs:
               - job_name: services
                 scrape_interval: 1s
                 http_sd_configs:
                   - url: {new Uri(botops, "/sd/prometheus?environment=production")}
                     refresh_interval: 1s
                     authorization:
                       credentials_file: {credentials}
             """);
        prometheus.process = Process.Start(new ProcessStartInfo("/usr/bin/prometheus",
            [$"--config.file={config}", $"--storage.tsdb.path={prometheus.folder.FullName}/data", $"--web.listen-address=127.0.0.1:{prometheus.port}", "--log.level=error"]))!;
        await Eventually.True(async () => (await prometheus.Targets()) is not null, "Prometheus answers", BotOpsProcess.Limit);
        return prometheus;
    }

    /// <summary>What it scrapes now: label host, and all labels. Null: it does not answer yet.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>?> Targets()
    {
        try
        {
            using var answer = JsonDocument.Parse(await Http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/api/v1/targets?state=active")));
            return answer.RootElement.GetProperty("data").GetProperty("activeTargets").EnumerateArray()
                .Select(t => t.GetProperty("labels").EnumerateObject().ToDictionary(l => l.Name, l => l.Value.GetString()!))
                .ToDictionary(labels => labels["host"], labels => (IReadOnlyDictionary<string, string>)labels);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public async Task<string> Hosts() => string.Join(' ', (await Targets())!.Keys.Order());

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
        folder.Delete(recursive: true);
    }
}
