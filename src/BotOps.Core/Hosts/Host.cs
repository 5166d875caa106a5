namespace BotOps.Core.Hosts;

/// <summary>A machine, or in the sandbox a directory with a loopback address.</summary>
public sealed class Host
{
    public int Id { get; private init; }
    public required string Name { get; init; }

    /// <summary>Name of the <see cref="IHostTransport"/> that reaches it.</summary>
    public string Transport { get; set; } = "local";

    /// <summary>Where people and health checks reach its services.</summary>
    public required string Address { get; set; }

    /// <summary>The folder on the host under which each project has one: <c>&lt;root&gt;/&lt;project&gt;/releases</c>.</summary>
    public required string Root { get; set; }

    /// <summary>Null: by ssh it is reached as the configuration says.</summary>
    public SshAccess? Ssh { get; set; }

    /// <summary>Null: by Salt it is reached as the configuration says, and its minion has its name.</summary>
    public SaltAccess? Salt { get; set; }

    /// <summary>What BotOps has bought it as; null: it is of the catalog. The catalog neither has nor takes away one that was bought.</summary>
    public BoughtAs? Bought { get; set; }

    /// <summary>It was given back; what ran there is history.</summary>
    public DateTimeOffset? GoneAt { get; set; }

    /// <summary>It gets artifacts itself, by a link, also where its transport could send them.</summary>
    public bool Pulls { get; set; }
}

/// <summary>An instance at a cloud provider.</summary>
/// <param name="Account">As the configuration names it.</param>
/// <param name="Order">The scale order that bought it.</param>
/// <param name="PriceAnHour">In the account's currency.</param>
public sealed record BoughtAs(string Account, string Region, string Id, string Zone, string Type, long Order, decimal PriceAnHour);

/// <summary>A host that belongs to a project and environment, and what runs there now.</summary>
public sealed class Assignment
{
    public int HostId { get; init; }
    public Host Host { get; init; } = null!;
    public int EnvironmentId { get; init; }
    public DateTimeOffset Since { get; init; }

    /// <summary>The release whose folder is <c>current</c>; null: nothing was deployed yet.</summary>
    public long? ReleaseId { get; set; }
    public long? BuildId { get; set; }
    public long? SettingsRevisionId { get; set; }

    /// <summary>Why it does not serve; null: it does, or nothing was deployed yet.</summary>
    public string? LeftOut { get; set; }

    /// <summary>Who took it out by hand; null: a release left it out. Taken out by hand it is in no plan unless it is named.</summary>
    public Guid? OutBy { get; set; }
    public DateTimeOffset? OutAt { get; set; }

    /// <summary>What BotOps adopted, and has released nothing over.</summary>
    public bool RunsAdopted => BuildId < 0;

    public bool OutByHand => LeftOut is not null && OutBy is not null;
}
