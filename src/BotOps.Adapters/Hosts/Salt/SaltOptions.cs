namespace BotOps.Adapters.Hosts.Salt;

/// <summary><c>BotOps:Salt</c>: the salt-api (rest_cherrypy) by which hosts with <c>transport: salt</c> are reached.</summary>
public sealed record SaltOptions
{
    /// <summary>Null: no such host can be reached.</summary>
    public Uri? Url { get; init; }
    public string User { get; init; } = "botops";

    /// <summary>Reference.</summary>
    public string? Password { get; init; }

    /// <summary>How the master checks user and password (external_auth): <c>pam</c>, <c>ldap</c>, <c>file</c> …</summary>
    public string Eauth { get; init; } = "pam";

    /// <summary>Path of a PEM file with the authorities that sign salt-api's certificate; null: those of the system.</summary>
    public string? Ca { get; init; }

    /// <summary>The user whose rights the host script has where the catalog names none; null: those of the minion, which mostly is root.</summary>
    public string? RunAs { get; init; }

    /// <summary>For one request to salt-api.</summary>
    public TimeSpan RequestLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How much longer than its work a minion may take to answer before it is asked whether it is there at all.</summary>
    public TimeSpan AnswerLimit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long one job follows a verb before it returns with the lines so far, and the next one follows it.</summary>
    public TimeSpan Follow { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a request that salt-api did not answer is tried again.</summary>
    public TimeSpan Reconnect { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Jobs at once, of all rollouts of this process; others wait for their turn.</summary>
    public int Parallel { get; init; } = 32;
}
