using BotOps.Adapters.Cloud.Alibaba;
using BotOps.Core;
using BotOps.Core.Cloud;
using BotOps.Core.Dns;
using BotOps.Core.Doctor;
using BotOps.Core.Jobs;
using BotOps.IntegrationTests.Slack;
using BotOps.IntegrationTests.Support;
using BotOps.Sandbox.Cloud;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotOps.IntegrationTests.Cloud;

/// <summary>The client as <c>serve</c> composes it, and the double that it talks to over HTTP.</summary>
sealed class CloudRig : IAsyncDisposable
{
    public const string Region = "cn-hangzhou", Zone = "cn-hangzhou-h", Large = "ecs.g7.large";
    static int rigs;
    readonly ServiceProvider services;

    CloudRig(CloudDouble cloud, ServiceProvider services) => (Double, this.services) = (cloud, services);

    public CloudDouble Double { get; }
    public ICloud Cloud => services.GetRequiredService<ICloud>();
    public AlibabaApi Api => services.GetRequiredKeyedService<AlibabaApi>("prod");
    public IDoctorCheck Check => services.GetServices<IDoctorCheck>().Single(c => c.Name == "cloud prod");
    public INameServer Names(string zone) => services.GetServices<INameServer>().Single(n => n.Zone == zone);

    /// <param name="clock">Of both; null: one that runs faster than the wall's.</param>
    /// <param name="change">Of the account's settings; they have the key's references already.</param>
    public static async Task<CloudRig> Start(CloudOffer? offer = null, TimeProvider? clock = null, Func<AlibabaOptions, AlibabaOptions>? change = null, ICloudHosts? hosts = null, string? secret = null)
    {
        clock ??= new FastClock(10);
        offer ??= CloudOffer.Sample;
        var cloud = await CloudDouble.Start(offer, clock, hosts);
        var name = $"BOTOPS_TEST_CLOUD_{Interlocked.Increment(ref rigs)}";
        Environment.SetEnvironmentVariable(name, offer.KeyId);
        Environment.SetEnvironmentVariable($"{name}_SECRET", secret ?? offer.KeySecret);
        var account = new AlibabaOptions
        {
            Account = "prod", Region = Region, AccessKey = $"env:{name}", Secret = $"env:{name}_SECRET", RequestLimit = TimeSpan.FromMinutes(5),
            Endpoints = AlibabaOptions.Addresses.ToDictionary(a => a, _ => cloud.Url), Domains = offer.Domains, PrivateZones = offer.PrivateZones,
        };
        var services = new ServiceCollection().AddLogging().AddSingleton(clock)
            .AddBotOpsCore("Host=127.0.0.1;Port=1;Username=nobody;Password=x;Database=x", new WorkerOptions { DataFolder = Path.GetTempPath() })
            .AddAlibaba(change?.Invoke(account) ?? account).BuildServiceProvider();
        return new CloudRig(cloud, services);
    }

    public static InstanceOrder Order(int amount, string token = "order-1", int? least = null) => new(Region, new InstanceSpec { Type = Large, Image = "img-botops", Subnet = "vsw-h", SecurityGroups = ["sg-web", "sg-ssh"], KeyPair = "botops", DiskCategory = "cloud_essd", DiskSize = 40 })
    {
        Amount = amount, Least = least ?? amount, Token = token, NamePrefix = "order-", First = 7, Tags = new Dictionary<string, string> { ["botops-order"] = "#17", ["team"] = "支付" }, UserData = "#!/bin/sh\necho ready",
    };

    /// <summary>Bought, and described.</summary>
    public async Task<IReadOnlyList<Instance>> Bought(int amount, string token = "order-1")
    {
        var ids = await Cloud.Create(Order(amount, token), default);
        IReadOnlyList<Instance> found = [];
        await Eventually.True(async () => (found = await Cloud.Find(Region, ids, default)).Count == amount, "they are described");
        return found;
    }

    public int Calls(string action) => Double.Calls.Count(c => c.Action == action);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Double.DisposeAsync();
    }
}
