using BotOps.Adapters.Artifacts.S3;
using BotOps.Adapters.Chat.Slack;
using BotOps.Adapters.Chat.Webhook;
using BotOps.Adapters.Cloud.Alibaba;
using BotOps.Adapters.Dns;
using BotOps.Adapters.Hosts.Salt;
using BotOps.Adapters.Hosts.Ssh;
using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Inventory;
using BotOps.Core.Monitoring;
using BotOps.Core.Scaling;
using BotOps.Core.Secrets;

namespace BotOps.Composition;

public enum ServeRole { All, Web, Worker }

/// <summary>The configuration of this process: appsettings.json beside it, then environment variables that begin with <c>BOTOPS_</c>, then arguments.</summary>
public sealed record BotOpsSettings
{
    public required string ConnectionString { get; init; }

    /// <summary>Mirrors, builds and keys of this machine.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The artifact store of the file system; workers on several machines point it at the same share.</summary>
    public required string Artifacts { get; init; }

    /// <summary>Artifacts lie in this bucket; null: in the folder.</summary>
    public S3Options? S3 { get; init; }

    /// <summary>Address at which hosts pull artifacts of the folder; empty: <see cref="PublicUrl"/>.</summary>
    public string ArtifactsUrl { get; init; } = "";
    public ServeRole Role { get; init; } = ServeRole.All;
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);
    public int ParallelBuilds { get; init; } = Math.Max(1, Environment.ProcessorCount / 2);
    public int ParallelRollouts { get; init; } = 10;
    public TimeSpan GroupsEvery { get; init; } = TimeSpan.FromMinutes(5);
    public string PublicUrl { get; init; } = "";

    /// <summary>Who becomes admin while there is none; null: nobody by itself.</summary>
    public FirstAdmin? FirstAdmin { get; init; }

    /// <summary>What everybody reads (cards, threads, logs) is written in it; one of <see cref="Languages.All"/>.</summary>
    public string Language { get; init; } = Languages.English;

    /// <summary>The folder of the key files that stored secrets are encrypted with; null: <c>secret-keys</c> in the data folder.</summary>
    public string? SecretKeys { get; init; }

    /// <summary>Such keys given here instead, the newest first.</summary>
    public IReadOnlyList<SecretKey> SecretKey { get; init; } = [];
    public IReadOnlyList<WebhookOptions> Webhooks { get; init; } = [];

    /// <summary>Folders of this machine's JDKs by the names that the catalog has for them.</summary>
    public IReadOnlyDictionary<string, string> Jdks { get; init; } = new Dictionary<string, string>();

    /// <summary>Null: no workspace is connected.</summary>
    public SlackOptions? Slack { get; init; }

    /// <summary>Hosts that are reached by ssh.</summary>
    public SshOptions Ssh { get; init; } = new();

    /// <summary>Hosts that are reached by Salt.</summary>
    public SaltOptions Salt { get; init; } = new();

    /// <summary>Accounts at which hosts are bought.</summary>
    public IReadOnlyList<AlibabaOptions> Cloud { get; init; } = [];

    /// <summary>Zones of name servers that take dynamic updates.</summary>
    public IReadOnlyList<DynamicDnsOptions> Dns { get; init; } = [];

    /// <summary>How Prometheus learns of hosts.</summary>
    public MonitoringOptions Monitoring { get; init; } = new();

    /// <summary>How the clouds are looked over.</summary>
    public InventoryOptions Inventory { get; init; } = new();

    /// <summary>What may be bought for one project, whatever its catalog says.</summary>
    public ScaleCaps Scaling { get; init; } = new(new ScaleBounds());

    public bool Works => Role != ServeRole.Web;
    public bool ServesPages => Role != ServeRole.Worker;

    /// <summary>Reads them; what is missing or wrong is said by name.</summary>
    public static BotOpsSettings Read(IConfiguration configuration, ServeRole role)
    {
        var connection = configuration.GetConnectionString("BotOps");
        if (string.IsNullOrWhiteSpace(connection)) throw new UserError(Texts.NoConnectionString);

        var section = configuration.GetSection("BotOps");
        var data = section["DataFolder"] is { Length: > 0 } folder ? Path.GetFullPath(folder) : DefaultDataFolder();
        var lease = section.GetValue("Lease", TimeSpan.FromSeconds(30));
        if (lease < TimeSpan.FromSeconds(1)) throw new UserError(Texts.LeaseTooShort(lease));
        return new BotOpsSettings
        {
            ConnectionString = connection, Role = role, DataFolder = data, Lease = lease,
            Artifacts = section["Artifacts"] is { Length: > 0 } artifacts ? Path.GetFullPath(artifacts) : Path.Combine(data, "artifacts"),
            S3 = S3Settings.Read(section.GetSection("Artifacts:S3")), ArtifactsUrl = S3Settings.Address(section, "ArtifactsUrl"),
            ParallelBuilds = section.GetValue("ParallelBuilds", Math.Max(1, Environment.ProcessorCount / 2)),
            ParallelRollouts = section.GetValue("ParallelRollouts", 10),
            GroupsEvery = section.GetValue("GroupsEvery", TimeSpan.FromMinutes(5)),
            PublicUrl = (section["PublicUrl"] ?? "").TrimEnd('/'),
            FirstAdmin = section["FirstAdmin"] is { Length: > 0 } first ? FirstAdmin.Parse(first) : null,
            Language = HouseLanguage(section["Language"]),
            SecretKeys = section["SecretKeys"] is { Length: > 0 } keys ? Path.GetFullPath(keys) : null,
            SecretKey = SecretKeyOptions.Parse(section["SecretKey"]),
            Jdks = section.GetSection("Jdks").GetChildren().Where(jdk => !string.IsNullOrEmpty(jdk.Value)).ToDictionary(jdk => jdk.Key, jdk => jdk.Value!),
            Webhooks = WebhookSettings.Read(section.GetSection("Webhooks")),
            Slack = SlackSettings.Read(section.GetSection("Slack")),
            Ssh = SshSettings.Read(section.GetSection("Ssh")),
            Salt = SaltSettings.Read(section.GetSection("Salt")),
            Cloud = CloudSettings.Read(section.GetSection("Cloud")),
            Dns = DnsSettings.Read(section.GetSection("Dns")),
            Monitoring = MonitoringSettings.Read(section.GetSection("Monitoring")),
            Scaling = ScalingSettings.Read(section.GetSection("Scaling")),
            Inventory = InventorySettings.Read(section.GetSection("Inventory")),
        };
    }

    static string HouseLanguage(string? text) => string.IsNullOrWhiteSpace(text)
        ? Languages.English
        : Languages.Of(text) ?? throw new UserError(Texts.HouseLanguageUnknown(text), text);

    static string DefaultDataFolder() => Environment.IsPrivilegedProcess
        ? "/var/lib/botops"
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "botops");
}
