using System.Formats.Tar;
using System.Text;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.IntegrationTests.Hosts;
using BotOps.IntegrationTests.Sources;
using BotOps.IntegrationTests.Support;
using BotOps.Tests;

namespace BotOps.IntegrationTests.Dubbo;

/// <summary>The provider of deploy/examples, compiled once. It is a double: it speaks the telnet of dubbo's QoS and of dubbo's own port, and keeps its registry in a folder.</summary>
static class ProviderDouble
{
    public const string Missing = "a JDK is not installed (tests/run installs it)";
    public const string Pay = "com.example.pay.PayService", Refund = "com.example.pay.RefundService";
    static readonly Lazy<string> Classes = new(Compile);

    public static bool Available => File.Exists("/usr/bin/javac");
    public static string Example { get; } = Path.Combine(ShippedFiles.Root, "deploy", "examples", "pay-provider");

    /// <summary>What is deployed: the classes, and the properties with these lines after them, of which the last of a name counts.</summary>
    public static Task<HostFile> Archive(params string[] properties)
    {
        var text = File.ReadAllText(Path.Combine(Example, "provider", "provider.properties")) + string.Concat(properties.Select(line => line + "\n"));
        return HostFolder.Archive([
            .. Directory.GetFiles(Classes.Value, "*.class").Select(file => Entry(Path.GetFileName(file), File.ReadAllBytes(file))),
            Entry("provider.properties", Encoding.UTF8.GetBytes(text)),
        ]);
    }

    /// <param name="qos">False: it has no QoS, as before 2.5.8 or where that is off.</param>
    public static RunSettings Run(HostFolder host, bool qos = true)
    {
        var port = Ports.Free(host.Host.Address);
        return new RunSettings
        {
            Start = ["java", "-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "PayProvider"],
            Environment = new Dictionary<string, string> { ["REGISTRY"] = Registry(host), ["QOS_ADDRESS"] = "{address}", ["QOS_PORT"] = qos ? $"{port}" : "0" },
            Port = host.Run.Port,
            Dubbo = new DubboSettings { Qos = port, QosAddress = "{address}", Wait = TimeSpan.FromSeconds(10) },
            Health = new HealthCheck { Kind = "tcp", Limit = TimeSpan.FromSeconds(20) },
        };
    }

    public static string Registry(HostFolder host) => Path.Combine(host.Folder, "registry");

    /// <summary>Names of the services that are registered there.</summary>
    public static IEnumerable<string> Registered(string registry) => Directory.GetFiles(registry, "*@*").Select(f => Path.GetFileName(f).Split('@')[0].Split(':')[0]).Order();

    /// <summary>What became of providers, oldest first: <c>in 1 127.0.0.5 com.example.pay.PayService</c>, <c>out …</c>, <c>stop …</c>, and <c>cut …</c> for one that was stopped while it was registered.</summary>
    public static string[] Events(string registry) => File.ReadAllLines(Path.Combine(registry, "events"));

    public static Task<DubboConsumer> Consumer(HostFolder host) => DubboConsumer.Connect(host.Host.Address, host.Run.Port);

    static PaxTarEntry Entry(string name, byte[] content) => new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) };

    static string Compile()
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "provider-double")).FullName;
        Programs.Run("javac", folder, "-d", folder, Path.Combine(Example, "provider", "src", "PayProvider.java"));
        return folder;
    }
}
