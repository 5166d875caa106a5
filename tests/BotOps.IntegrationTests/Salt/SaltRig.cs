using BotOps.Adapters.Hosts;
using BotOps.Adapters.Hosts.Salt;
using BotOps.Adapters.Hosts.Ssh;
using BotOps.Core.Doctor;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using BotOps.Core.Secrets;
using BotOps.IntegrationTests.Hosts;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.IntegrationTests.Salt;

/// <summary>The salt transport as it is composed, and the double of salt-api with two minions.</summary>
sealed class SaltRig : IAsyncDisposable
{
    readonly ServiceProvider services;

    SaltRig(DirectoryInfo folder, SaltApiDouble api, SaltOptions options, string database)
    {
        (Folder, Api) = (folder, api);
        var collection = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton(new SecretKeyOptions(Path.Combine(folder.FullName, "keys"), []));
        collection.AddDbContextFactory<BotOpsDb>(db => BotOpsDb.Configure(db, database));
        services = collection.AddSecrets().AddSingleton<HostKeys>().AddHostTransports(new SshOptions(), options).BuildServiceProvider();
    }

    public DirectoryInfo Folder { get; }
    public SaltApiDouble Api { get; }
    public IHostTransport Transport => services.GetServices<IHostTransport>().Single(t => t.Name == "salt");
    public IDoctorCheck Doctor => services.GetServices<IDoctorCheck>().Single(c => c.Name == "salt");

    public static async Task<SaltRig> Create(Func<SaltOptions, SaltOptions>? change = null, string database = "Host=/nowhere")
    {
        var folder = Directory.CreateTempSubdirectory("botops-salt-");
        var api = await SaltApiDouble.Start(folder.FullName, "order-01", "web.example.org");
        var password = Path.Combine(folder.FullName, "password");
        await File.WriteAllTextAsync(password, SaltApiDouble.Password + "\n");
        var options = new SaltOptions
        {
            Url = api.Url, User = SaltApiDouble.User, Password = $"file:{password}", Ca = api.Ca, Follow = TimeSpan.FromSeconds(0.8), AnswerLimit = TimeSpan.FromSeconds(1), Reconnect = TimeSpan.FromSeconds(1),
        };
        return new SaltRig(folder, api, change?.Invoke(options) ?? options, database);
    }

    public HostFolder Host(SaltAccess? access = null) => new(Transport, New(access));

    public static Host New(SaltAccess? access = null) =>
        new() { Name = "order-01", Address = HostFolder.FreeAddress(), Root = HostFolder.NewFolder(), Transport = "salt", Salt = access };

    /// <summary>Why a host cannot be asked.</summary>
    public async Task<string> Problem(SaltAccess? access = null) =>
        (await Assert.ThrowsAsync<HostUnreachable>(() => Transport.Run(New(access), HostVerbs.Status(HostFolder.Service), _ => ValueTask.CompletedTask, default))).Message;

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Api.DisposeAsync();
        Folder.Delete(recursive: true);
    }
}
