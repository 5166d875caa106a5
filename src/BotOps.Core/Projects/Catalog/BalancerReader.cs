namespace BotOps.Core.Projects.Catalog;

/// <summary>Reads what is in front of an environment's hosts: its <c>balancer</c>.</summary>
static class BalancerReader
{
    static readonly TimeSpan LongestDrain = TimeSpan.FromHours(1);

    /// <param name="port">The service's, which the balancer passes requests on to.</param>
    public static (Balancer? Balancer, IReadOnlyList<CatalogHostName> Hosts) Read(CatalogField balancer, CatalogField port)
    {
        if (!balancer.Given) return (null, []);
        balancer.Knows("kind", "hosts", "file", "server", "test", "reload", "pid", "drain");
        if (!port.Given) balancer.Problem(Texts.Catalog.NeedsAPort);

        var usual = new Balancer();
        var hosts = ProjectReader.Hosts(balancer["hosts"]);
        if (hosts.Count == 0 && balancer["hosts"].Given) balancer["hosts"].Problem(Texts.Catalog.IsMissing);
        return (new Balancer
        {
            Kind = balancer["kind"].Text(usual.Kind, ProjectReader.OneOf("nginx")),
            Hosts = [.. hosts.Select(h => h.Name)],
            File = balancer["file"].Required().Text("", File),
            Server = Server(balancer["server"]),
            Test = Command(balancer["test"], usual.Test),
            Reload = Command(balancer["reload"], usual.Reload),
            Pid = balancer["pid"].Text(usual.Pid, File),
            Drain = balancer["drain"].Time(usual.Drain, LongestDrain),
        }, hosts);
    }

    static ServerParameters Server(CatalogField server)
    {
        server.Knows("weight", "maxFails", "failTimeout", "maxConns");
        return new ServerParameters
        {
            Weight = Number(server["weight"], least: 1),
            MaxFails = Number(server["maxFails"], least: 0),
            FailTimeout = server["failTimeout"].Given ? server["failTimeout"].Time(TimeSpan.FromSeconds(10)) : null,
            MaxConns = Number(server["maxConns"], least: 0),
        };
    }

    static int? Number(CatalogField field, int least) => field.Given ? field.Number(least, least, 1_000_000) : null;

    static IReadOnlyList<string> Command(CatalogField field, IReadOnlyList<string> usual) => field.Given ? field.SomeCommand() : usual;

    static string? File(string text) => text.EndsWith('/') || text.Length > 500 || text.Any(char.IsControl) ? Texts.Catalog.NotAnAbsolutePath(text) : CatalogNames.AbsolutePath(text);
}
