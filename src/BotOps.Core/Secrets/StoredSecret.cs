namespace BotOps.Core.Secrets;

/// <summary>A secret as the database has it: encrypted with a key that is kept outside of it.</summary>
public sealed class StoredSecret
{
    /// <summary>As in <c>secret:name</c>.</summary>
    public required string Name { get; init; }
    public required byte[] Encrypted { get; set; }

    /// <summary>Which key encrypted it; another one after a rotation.</summary>
    public required string KeyId { get; set; }

    /// <summary>Counts up with every new value.</summary>
    public int Version { get; set; } = 1;
    public DateTimeOffset SetAt { get; set; }
    public Guid? SetBy { get; set; }
}
