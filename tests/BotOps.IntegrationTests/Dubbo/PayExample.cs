using BotOps.IntegrationTests.Hosts;
using System.Globalization;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.Core.Projects.Catalog;
using BotOps.IntegrationTests.Sources;
using BotOps.IntegrationTests.Ssh;
using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Dubbo;

/// <summary>deploy/examples/pay-provider as it is shipped, but for addresses, folders and references: its trunk in a real svnserve, its hosts with real sshd.</summary>
sealed class PayExample : IAsyncDisposable
{
    readonly RunningBotOps botops;
    readonly SvnRig svn = new();
    readonly List<SshHost> hosts = [];
    readonly string folder;
    SvnServe? server;
    string catalog = "";

    PayExample(RunningBotOps botops) => (this.botops, folder) = (botops, botops.Below("pay-example"));

    public static IReadOnlyList<string> Names { get; } = ["pay-01", "pay-02", "pay-03", "pay-04"];
    public IReadOnlyList<string> Addresses => [.. hosts.Select(h => h.Address)];
    public string Registry => botops.Below("pay-registry");

    /// <summary>Registered services, as <c>127.0.77.3 2 com.example.pay.PayService</c>: where, which version, what.</summary>
    public IEnumerable<string> Registered => Directory.GetFiles(Registry, "*@*").Select(f => (Name: Path.GetFileName(f).Split('@'), File: f))
        .Select(f => $"{f.Name[1].Split(':')[0]} {File.ReadAllText(f.File)} {f.Name[0].Split(':')[0]}").Order();

    public static async Task<PayExample> Create(RunningBotOps botops)
    {
        var example = new PayExample(botops);
        example.svn.Commit("import", "src/PayProvider.java", File.ReadAllText(Path.Combine(ProviderDouble.Example, "provider", "src", "PayProvider.java")));
        example.svn.Commit("import", "provider.properties", File.ReadAllText(Path.Combine(ProviderDouble.Example, "provider", "provider.properties")));
        example.server = await SvnServe.Start(example.svn.Database);
        SshRig.NewKey(example.folder, "key");
        var key = await File.ReadAllTextAsync(Path.Combine(example.folder, "key.pub"));
        example.hosts.AddRange(await Task.WhenAll(Names.Select(name => SshHost.Start(Directory.CreateDirectory(Path.Combine(example.folder, name)).FullName, [key]))));
        await File.WriteAllTextAsync(Path.Combine(example.folder, "svn-password"), SvnServe.Password);
        example.catalog = example.OfThisMachine(await File.ReadAllTextAsync(Path.Combine(ProviderDouble.Example, "catalog.yaml")));
        await example.Apply();
        return example;
    }

    public async Task Apply(string was = "", string @is = "")
    {
        await using var db = botops.Open();
        await new ApplyCatalog(db, [], TimeProvider.System).Handle([CatalogReader.Read("catalog.yaml", was.Length == 0 ? catalog : Replaced(catalog, was, @is))], by: null, default);
    }

    public void Commit(string property, string value)
    {
        var lines = File.ReadAllLines(Path.Combine(svn.Work, "provider.properties")).Select(line => line.StartsWith($"{property} =", StringComparison.Ordinal) ? $"{property} = {value}" : line);
        svn.Commit($"{property} is {value}", "provider.properties", string.Join('\n', lines) + "\n");
    }

    /// <summary>Nobody else has these addresses, so the example's ports stay; but QoS of four hosts cannot share 127.0.0.1.</summary>
    string OfThisMachine(string text)
    {
        foreach (var (host, number) in hosts.Select((host, index) => (host, index + 1)))
            text = Replaced(text, $"address: 10.0.1.{number}, root: /srv/botops, transport: ssh",
                $"address: {host.Address}, root: {host.Root}, transport: ssh, ssh: {{ user: {Environment.UserName}, port: {host.Port}, key: \"file:{folder}/key\", hostKey: \"{host.Fingerprint()}\" }}");
        text = Replaced(text, "svn://svn.example.org/pay", $"{server!.Url}/shop");
        text = Replaced(text, "secret:pay-svn\"", $"file:{folder}/svn-password\"");
        text = Replaced(text, "REGISTRY: /srv/registry", $"REGISTRY: {Registry}, QOS_ADDRESS: \"{{address}}\"");
        return Replaced(text, "            qos: 22222", "            qos: 22222\n            qosAddress: \"{address}\"");
    }

    static async Task Stop(Host host)
    {
        var local = HostFolder.ThisMachine();
        var status = await local.Run(host, HostVerbs.Status("pay-provider"), _ => ValueTask.CompletedTask, default);
        var fence = long.Parse(status.Values["fence"], CultureInfo.InvariantCulture) + 1;
        await local.Run(host, HostVerbs.Stop("pay-provider", 1, fence, new RunSettings()), _ => ValueTask.CompletedTask, default);
    }

    static string Replaced(string text, string was, string @is)
    {
        Assert.Contains(was, text, StringComparison.Ordinal);
        return text.Replace(was, @is, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (host, name) in hosts.Zip(Names))
        {
            await Stop(new Host { Name = name, Address = host.Address, Root = host.Root });
            await host.DisposeAsync();
        }
        server?.Dispose();
        await svn.Close();
    }
}
