using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using BotOps.Adapters.Hosts.Salt;
using BotOps.IntegrationTests.Sources;
using BotOps.IntegrationTests.Support;
using BotOps.Tests;

namespace BotOps.IntegrationTests.Salt;

/// <summary>The double of salt-api (<c>Salt/double/salt_api.py</c>), which runs the real execution module with python3, and its certificate.</summary>
sealed class SaltApiDouble : IAsyncDisposable
{
    public const string Missing = "python3 is not installed (tests/run installs it)";
    public const string User = "deployer", Password = "pass=word 1";
    static readonly string Here = Path.Combine(ShippedFiles.Root, "tests", "BotOps.IntegrationTests", "Salt");
    readonly Process process;
    readonly HttpClient http;

    SaltApiDouble(Process process, Uri url, string ca)
    {
        (this.process, Url, Ca) = (process, url, ca);
        http = new HttpClient(SaltTrust.Handler(new SaltOptions { Ca = ca })) { BaseAddress = url };
    }

    public static bool Available => Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(p => File.Exists(Path.Combine(p, "python3")));
    public static string Module { get; } = Path.Combine(ShippedFiles.Root, "deploy", "salt", "_modules", "botops.py");
    public static string ModuleTest { get; } = Path.Combine(Here, "module_test.py");
    public Uri Url { get; }

    /// <summary>Path of the authority that its certificate is signed by: itself.</summary>
    public string Ca { get; }

    /// <param name="folder">For its certificate.</param>
    public static async Task<SaltApiDouble> Start(string folder, params string[] minions)
    {
        Skip.IfNot(Available, Missing);
        var (certificate, key, port) = (Path.Combine(folder, "salt-api.crt"), Path.Combine(folder, "salt-api.key"), Ports.Free());
        Sign(certificate, key);
        var start = new ProcessStartInfo("python3", [Path.Combine(Here, "double", "salt_api.py"), $"{port}", certificate, key, User, Password, Module, .. minions])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        var process = Process.Start(start)!;
        var ready = await process.StandardOutput.ReadLineAsync().WaitAsync(BotOpsProcess.Limit);
        if (ready != "ready") throw new InvalidOperationException($"The double of salt-api did not start: {await process.StandardError.ReadToEndAsync()}");
        return new SaltApiDouble(process, new Uri($"https://127.0.0.1:{port}/"), certificate);
    }

    /// <summary>How a minion behaves from now on: <c>silent</c>, <c>loses</c> (so many returns), <c>returns</c> (this value instead). Null: well.</summary>
    public Task Let(string minion, object? how) => Control(new { minion, how });

    /// <summary>Where the master has the key of a minion: <c>minions</c>, <c>minions_pre</c>, <c>minions_denied</c>. Null: it has none.</summary>
    public Task Key(string minion, string? state) => Control(new { key = new[] { minion, state } });

    /// <summary>As when their time is over, or the master was started anew.</summary>
    public Task ForgetTokens() => Control(new { forget = true });

    public async Task<int> Logins() => (await Control(new { })).GetProperty("logins").GetInt32();
    public async Task<int> Jobs(string function) => (await Control(new { })).GetProperty("jobs").EnumerateArray().Count(job => job.GetProperty("fun").GetString() == function);

    async Task<JsonElement> Control(object what)
    {
        using var content = JsonContent.Create(what);
        await content.LoadIntoBufferAsync();
        using var answer = await http.PostAsync(new Uri("double", UriKind.Relative), content);
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }

    public static void Sign(string certificate, string key)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=salt-api", pair, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var signed = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(certificate, signed.ExportCertificatePem());
        File.WriteAllText(key, pair.ExportPkcs8PrivateKeyPem());
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Programs.EndByInput(process);
    }
}
