using System.Globalization;
using System.Text;
using BotOps.Core.Projects;
using BotOps.Core.Releases;

namespace BotOps.Core.Balancing;

/// <summary>
/// The servers that a balancer is to have at this moment. It follows from the rows alone: whoever computes it next, after a death, an
/// abort or a retry, comes to the same.
/// </summary>
/// <param name="Down">They are named and get no requests: nginx takes no upstream without servers.</param>
public sealed record Upstream(IReadOnlyList<BalancedHost> Servers, bool Down = false)
{
    /// <summary>Null: there is nothing to write. No host has a version yet, or all were left out and none is on its way.</summary>
    /// <exception cref="HostFailed">The last server that serves would leave.</exception>
    public static Upstream? Of(IReadOnlyList<BalancedHost> hosts)
    {
        if (hosts.Where(h => h.Serves).ToList() is { Count: > 0 } serving) return new(serving);

        var deployed = hosts.Where(h => h.Deployed).ToList();
        if (deployed.Count == 0) return null;
        if (hosts.Count == 1) return new(deployed, Down: true); // while its only host changes nobody could answer: what is under way comes to its end
        if (!hosts.Any(h => h.Leaves)) return null;

        // The way back is open even then, to stay on a version that is left is no choice; and who serves nobody takes nothing away
        var last = deployed.Where(h => h is { Run: HostRunState.Draining, LeftOut: false, Direction: Direction.Forward }).Select(h => h.Name).ToList();
        return last.Count > 0 ? throw new HostFailed(Texts.Balancing.LastServer(last)) : new(deployed, Down: true);
    }

    /// <summary>The file, with a server a line.</summary>
    public string Text(string project, string environment, ServerParameters parameters)
    {
        var text = new StringBuilder($"# Servers of {project} {environment}. BotOps writes this file, and stops at one that was edited by hand.\n");
        foreach (var host in Servers.OrderBy(h => h.Name, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"server {Server(host)}{Words(parameters)}{(Down ? " down" : "")}; # {host.Name}\n");
        return text.ToString();
    }

    /// <summary>As the file names it: <c>10.0.0.1:8080</c>.</summary>
    public static string Server(BalancedHost host) => FormattableString.Invariant($"{Address(host.Address)}:{host.Port}");

    static string Address(string address) => address.Contains(':') ? $"[{address}]" : address;

    static string Words(ServerParameters parameters) => string.Concat(new[]
    {
        Word("weight", parameters.Weight), Word("max_fails", parameters.MaxFails), Word("max_conns", parameters.MaxConns),
        parameters.FailTimeout is { } time ? FormattableString.Invariant($" fail_timeout={time.TotalSeconds:0}s") : "",
    });

    static string Word(string name, int? value) => value is { } number ? FormattableString.Invariant($" {name}={number}") : "";
}
