using BotOps.Core.Projects;

namespace BotOps.Core.Hosts;

public static partial class HostVerbs
{
    /// <summary>
    /// Answers folder (yes or no), owner (nobody, ours, adopted or stranger: who listens on the service's port), name (of a stranger), and of
    /// what comes from the folder pid, user and command; release: what BotOps has put there. Asked by anybody: it changes nothing and waits for nobody.
    /// </summary>
    public static HostCall Found(string project, RunSettings run, Host host, Adoption adoption) =>
        Call("found", project, 0, 0, TimeSpan.Zero, Adopted(run, host, adoption, []));

    /// <summary>Stops what was adopted by its own command and waits until it is gone; does nothing where nothing of it listens.</summary>
    public static HostCall Retire(string project, long release, long fence, RunSettings run, Host host, Adoption adoption) =>
        Call("retire", project, release, fence, adoption.Limit, Adopted(run, host, adoption, adoption.Stop));

    /// <summary>Starts it again by its own command and waits until it listens; refused while a release of BotOps runs.</summary>
    public static HostCall Revive(string project, long release, long fence, RunSettings run, Host host, Adoption adoption) =>
        Call("revive", project, release, fence, adoption.Limit, Adopted(run, host, adoption, adoption.Start));

    /// <summary>As <see cref="Health"/>, of what was adopted: success proves that it has the port and that the check passed.</summary>
    public static HostCall HealthOfAdopted(string project, long release, long fence, RunSettings run, Host host, Adoption adoption)
    {
        run = AsAdopted(run, adoption);
        var arguments = Service(run, host.Address).List("command", run.Health.Command.Select(s => Fill(s, run, host.Address)));
        (arguments["kind"], arguments["path"], arguments["limit"], arguments["adopted"]) = (run.Health.Kind, run.Health.Path, Seconds(run.Health.Limit), adoption.Folder);
        return Call("health", project, release, fence, run.Health.Limit, arguments);
    }

    /// <summary>Status with who listens as adopted, and one attempt at the health check where that runs no command.</summary>
    public static HostCall StatusOfAdopted(string project, RunSettings run, Host host, Adoption adoption)
    {
        var arguments = Adopted(run, host, adoption, []);
        if (run.Health.Kind != "command") (arguments["kind"], arguments["path"]) = (run.Health.Kind, run.Health.Path);
        return Call("status", project, 0, 0, TimeSpan.Zero, arguments);
    }

    /// <summary>
    /// Prints the servers that nginx is told to pass requests on to, by its own dump of its configuration, as <c>file:line: server …;</c>.
    /// Asked by anybody: it changes nothing and waits for nobody.
    /// </summary>
    public static HostCall Upstreams(string project, string environment, Balancer balancer) =>
        Call("upstreams", $"{project}/{environment}", 0, 0, TimeSpan.Zero, new Dictionary<string, string>().List("test", balancer.Test));

    static Dictionary<string, string> Adopted(RunSettings run, Host host, Adoption adoption, IReadOnlyList<string> command)
    {
        run = AsAdopted(run, adoption);
        return new Dictionary<string, string>
        {
            ["adopted"] = adoption.Folder, ["port"] = Text(run.Port), ["address"] = host.Address, ["limit"] = Seconds(adoption.Limit),
        }.List("command", command.Select(word => Fill(word, run, host.Address, host.Name)));
    }

    static RunSettings AsAdopted(RunSettings run, Adoption adoption) => adoption.Port > 0 ? run with { Port = adoption.Port } : run;
}
