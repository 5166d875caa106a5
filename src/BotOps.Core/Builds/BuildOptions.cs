namespace BotOps.Core.Builds;

/// <summary>Where and as whom builds run on this machine.</summary>
public sealed class BuildOptions
{
    /// <summary>
    /// Absolute. Builds lie below <c>builds/</c>. Other users may pass through it but not list it (0711), and so must they through
    /// the folders above it, or a build of another user could not reach its tree.
    /// </summary>
    public string DataFolder { get; set; } = "";

    /// <summary>
    /// The user id of project 0; a project has this plus its number modulo <see cref="BuildUser.Range"/>. Debian gives out nothing from
    /// 65536 on by itself, systemd none from there to 524288, and subordinate ids begin at 100000: 70000 to 70999 is nobody's.
    /// </summary>
    public int FirstUid { get; set; } = 70000;

    /// <summary>Null: where BotOps runs as root. False leaves every build BotOps' own rights.</summary>
    public bool? SwitchUser { get; set; }

    /// <summary>From SIGTERM to SIGKILL for a build that is ended.</summary>
    public TimeSpan GracePeriod { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Variables of BotOps that a build gets too, for machines behind a proxy or with certificates of their own.</summary>
    public IList<string> Inherit { get; } = ["SSL_CERT_FILE", "SSL_CERT_DIR", "NUGET_CERT_REVOCATION_MODE"];

    /// <summary>Folders of this machine's JDKs by the names that the catalog has for them.</summary>
    public IReadOnlyDictionary<string, string> Jdks { get; init; } = new Dictionary<string, string>();

    /// <summary>What a build finds its programs in; null: BotOps' own PATH.</summary>
    public string? Path { get; set; }
}
