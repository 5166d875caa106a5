namespace BotOps.Core.Projects;

/// <summary>How a project is laid out on a host and started.</summary>
public enum ProjectKind { Process, Tomcat, Dubbo, Static }

/// <summary>Built from one repository, deployed to hosts.</summary>
public sealed class Project
{
    public int Id { get; private init; }
    public required string Name { get; init; }
    public ProjectKind Kind { get; set; }
    public required Repository Repository { get; set; }

    /// <summary>Where its stories are told, as <c>platform/tenant/channel</c>; empty: where the command was typed.</summary>
    public List<string> Channels { get; set; } = [];
    /// <summary>What alone may change it: <c>file:shop.yaml</c> or <c>chat:anna</c>; null: a file, of before that was written down.</summary>
    public string? ManagedBy { get; set; }
    public List<DeployEnvironment> Environments { get; } = [];
}

/// <summary>Where the sources are. Secrets are references (<c>env:NAME</c>, <c>file:/path</c>, <c>secret:name</c>), never values.</summary>
/// <param name="Kind"><c>git</c> or <c>svn</c></param>
/// <param name="Url">Never with a credential in it. git: https, ssh or file; svn: svn, svn+ssh, https, http or file, the folder that has trunk, branches and tags.</param>
/// <param name="Token">Reference to an https token of git, or to the password of <paramref name="TokenUser"/> at an svn server.</param>
/// <param name="SshKey">Reference to a private key; <c>file:</c> only, as ssh reads a file.</param>
/// <param name="KnownHosts">Path of a known_hosts file; without it ssh refuses every host.</param>
/// <param name="DefaultRef">What <c>/deploy</c> takes when no ref is typed.</param>
/// <param name="Web">Address of the page that compares two commits, with <c>{from}</c> and <c>{to}</c>; null: as the host of <paramref name="Url"/> is known to have it.</param>
public sealed record Repository(
    string Kind, string Url, string? Token = null, string? TokenUser = null, string? SshKey = null, string? KnownHosts = null,
    string DefaultRef = "master", bool Submodules = false, string? Web = null)
{
    public const string Git = "git", Svn = "svn";

    public static string UsualRef(string kind) => kind == Svn ? "trunk" : "master";
}
