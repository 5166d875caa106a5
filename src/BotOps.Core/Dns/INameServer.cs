namespace BotOps.Core.Dns;

/// <param name="Name">Within the zone, <c>order-07</c> or <c>order-07.prod</c>; <c>@</c>: the zone itself.</param>
/// <param name="Type"><c>A</c>, <c>AAAA</c>, <c>TXT</c> …</param>
public sealed record NameRecord(string Name, string Type, string Value);

/// <summary>
/// One zone whose records BotOps may change. Each call throws <see cref="Cloud.CloudRefused"/> or <see cref="Cloud.CloudUnreachable"/>, may be
/// repeated, and knows nothing of whose a record is: see <see cref="OwnNames"/>.
/// </summary>
public interface INameServer
{
    /// <summary><c>example.com</c>.</summary>
    string Zone { get; }

    /// <summary>All of that name and type, as the server has them now.</summary>
    Task<IReadOnlyList<NameRecord>> Find(string name, string type, CancellationToken stopping);

    /// <summary>One that is there already is no error.</summary>
    /// <param name="lives">How long others may remember it.</param>
    Task Add(NameRecord record, TimeSpan lives, CancellationToken stopping);

    /// <summary>One that is gone already is no error; others of the same name stay.</summary>
    Task Remove(NameRecord record, CancellationToken stopping);
}
