namespace BotOps.Core.Access;

/// <summary>A human being. Approvals and audit count persons, however many accounts they have.</summary>
public sealed class Person
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Short name for mentions and the catalog, unique: <c>lead-1</c>.</summary>
    public required string Handle { get; init; }
    public required string Name { get; set; }

    /// <summary>IANA name; times are kept in UTC and shown in this zone.</summary>
    public string TimeZone { get; set; } = "Etc/UTC";

    /// <summary>One of <see cref="Languages.All"/>.</summary>
    public string Language { get; set; } = Languages.English;
    public bool Disabled { get; set; }
}

/// <summary>A person's identity on one platform and tenant.</summary>
public sealed class Account
{
    public required string Platform { get; init; }
    public required string Tenant { get; init; }
    public required string ExternalId { get; init; }
    public Guid PersonId { get; init; }
}
