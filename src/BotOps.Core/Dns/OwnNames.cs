using System.Net;
using System.Net.Sockets;

namespace BotOps.Core.Dns;

/// <summary>
/// Names of hosts. Beside each address stands a mark, a TXT record <c>_botops.&lt;name&gt;</c> with that address, written before it and removed
/// after it: so also after a death it is known which records BotOps made, and no other is ever removed.
/// </summary>
public static class OwnNames
{
    static readonly TimeSpan Lives = TimeSpan.FromMinutes(10);

    /// <summary>The name leads to the address, as read back from the server. Others of the same name stay.</summary>
    /// <exception cref="UserError">That very record is somebody else's, or the server does not show it.</exception>
    public static async Task Put(INameServer server, string name, IPAddress address, CancellationToken stopping)
    {
        var (record, mark) = (Record(name, address), Mark(name, address));
        if (!await Has(server, mark, stopping))
        {
            if (await Has(server, record, stopping)) throw new UserError(Texts.Dns.Foreign(Full(server, name), record.Value), name);
            await server.Add(mark, Lives, stopping);
        }
        await server.Add(record, Lives, stopping);
        if (!await Has(server, record, stopping)) throw new UserError(Texts.Dns.NotThere(Full(server, name), record.Value), name);
    }

    /// <summary>Removes what <see cref="Put"/> wrote; where it wrote nothing, nothing happens.</summary>
    /// <returns>False: there is such a record, but BotOps did not make it.</returns>
    public static async Task<bool> Take(INameServer server, string name, IPAddress address, CancellationToken stopping)
    {
        var (record, mark) = (Record(name, address), Mark(name, address));
        if (!await Has(server, mark, stopping)) return !await Has(server, record, stopping);
        await server.Remove(record, stopping);
        await server.Remove(mark, stopping);
        return true;
    }

    static async Task<bool> Has(INameServer server, NameRecord record, CancellationToken stopping) => (await server.Find(record.Name, record.Type, stopping)).Contains(record);

    static NameRecord Record(string name, IPAddress address) => new(name, address.AddressFamily == AddressFamily.InterNetworkV6 ? "AAAA" : "A", address.ToString());

    static NameRecord Mark(string name, IPAddress address) => new($"_botops.{name}", "TXT", $"botops {address}");

    static string Full(INameServer server, string name) => $"{name}.{server.Zone}";
}
