using BotOps.Core.Projects;
using BotOps.Core.Projects.Catalog;
using BotOps.IntegrationTests.Balancing;
using BotOps.IntegrationTests.Builds;
using BotOps.IntegrationTests.Sources;
using BotOps.IntegrationTests.Support;
using BotOps.Tests;

namespace BotOps.IntegrationTests.Examples;

/// <summary>
/// The example in deploy/examples/order-svc as it is shipped, on the first two of its twelve hosts: its addresses, folders and port are
/// replaced by those of this machine, and its names, as the sandbox has an order-svc already.
/// </summary>
sealed class OrderSvc
{
    public const string Name = "example-svc", Home = "/usr/share/tomcat10";
    const int Started = 2;
    static readonly string Example = Path.Combine(ShippedFiles.Root, "deploy", "examples", "order-svc");
    readonly RunningBotOps botops;
    readonly Nginx front;
    readonly TestRepository repository;
    readonly string settings;
    readonly int port;

    OrderSvc(RunningBotOps botops, Nginx front)
    {
        (this.botops, this.front) = (botops, front);
        repository = new TestRepository(Path.Combine(botops.Below("sources"), Name));
        settings = Path.Combine(botops.Below("maven"), "settings.xml");
        port = Ports.Free(AddressOf(1));
    }

    /// <summary>Applies it, with a first commit.</summary>
    public static async Task<OrderSvc> Add(RunningBotOps botops, Nginx front)
    {
        var example = new OrderSvc(botops, front);
        await File.WriteAllTextAsync(example.settings, Settings);
        Copy(Path.Combine(Example, "source"), example.repository.Folder);
        Directory.CreateDirectory(Path.Combine(example.repository.Folder, ".mvn"));
        await File.WriteAllTextAsync(Path.Combine(example.repository.Folder, ".mvn", "jvm.config"), MavenTree.BriefJvm);
        example.repository.Commit("first", ".title");
        await example.Apply(text => text);
        return example;
    }

    /// <summary>The catalog file once more, changed as an admin would.</summary>
    public async Task Apply(Func<string, string> change)
    {
        var read = CatalogReader.Read("catalog.yaml", change(Here(await File.ReadAllTextAsync(Path.Combine(Example, "catalog.yaml")))));
        var project = read.Projects.Single();
        var production = project.Environments.Single();
        Assert.Equal(Enumerable.Range(1, 12).Select(n => $"example-{n:00}"), production.Hosts.Select(h => h.Name));

        await using var db = botops.Open();
        await new ApplyCatalog(db, [], TimeProvider.System).Handle(
            [read with { Projects = [project with { Environments = [production with { Hosts = [.. production.Hosts.Take(Started)], Balancer = front.Balancer with { Server = production.Balancer!.Server } }] }] }], by: null, default);
    }

    /// <summary>What people get, by nginx.</summary>
    public async Task<string> Total(string article)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        return (await http.GetStringAsync(new Uri(front.Url, $"/total?article={article}&count=2"))).Trim();
    }

    string Here(string text)
    {
        text = text.Replace("10.0.1.5", front.Address, StringComparison.Ordinal).Replace("name: lb-01", $"name: {front.Name}", StringComparison.Ordinal).Replace("[lb-01]", $"[{front.Name}]", StringComparison.Ordinal)
            .Replace("/srv/botops, transport: ssh", front.Host.Root, StringComparison.Ordinal)
            .Replace("slack/T0123ABCD/C0123SHOP", "web/sandbox/deploys", StringComparison.Ordinal)
            .Replace("https://git.example.org/shop/order-svc.git", repository.AsFile().Url, StringComparison.Ordinal)
            .Replace("/etc/maven/settings.xml", settings, StringComparison.Ordinal).Replace("limit: 1m", "limit: 5m", StringComparison.Ordinal).Replace("port: 8080", $"port: {port}", StringComparison.Ordinal)
            .Replace("adminAddress: 127.0.0.1", $"jvm: [{MavenTree.BriefJvm.Replace(" ", ", ", StringComparison.Ordinal)}], adminAddress: \"{{address}}\"", StringComparison.Ordinal); // the hosts are one machine
        for (var n = 1; n <= 12; n++)
            text = text.Replace($"order-{n:00}, address: 10.0.1.{10 + n}, root: /srv/apps, transport: ssh", $"example-{n:00}, address: {AddressOf(n)}, root: {botops.Folder}/hosts/example-{n:00}", StringComparison.Ordinal);
        return text.Replace("order-[", "example-[", StringComparison.Ordinal).Replace("order-svc", Name, StringComparison.Ordinal).Replace("conf/example-svc", "conf/order-svc", StringComparison.Ordinal);
    }

    static string AddressOf(int host) => $"127.0.76.{host}";

    static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>This machine's: Debian's own repository is the only one, and has these versions.</summary>
    const string Settings =
        $"""
        <settings>
          <profiles>
            <profile>
              <id>debian</id>
              <properties><tomcat.version>10.x</tomcat.version><surefire.version>2.22.3</surefire.version><argLine>{MavenTree.BriefJvm}</argLine></properties>
              {MavenTree.Debian}
            </profile>
          </profiles>
          <activeProfiles><activeProfile>debian</activeProfile></activeProfiles>
        </settings>
        """;
}
