using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Jobs;
using BotOps.Core.Persistence;
using BotOps.Core.Projects.Catalog;
using BotOps.Core.Secrets;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.IntegrationTests.Secrets;

/// <summary>The use cases of stored secrets on a real database, as another machine with the same key folder has them.</summary>
sealed class SecretRig : IAsyncDisposable
{
    readonly string data = Directory.CreateTempSubdirectory("botops-secrets-").FullName;
    readonly ServiceProvider services;

    SecretRig(string database)
    {
        Connection = database;
        services = new ServiceCollection().AddLogging().AddBotOpsCore(database, new WorkerOptions { DataFolder = data }).BuildServiceProvider();
    }

    public string Connection { get; }
    public SecretKeys Keys => services.GetRequiredService<SecretKeys>();

    public static async Task<SecretRig> Create() => new(await Database.Create());

    public async Task<T> Use<TUse, T>(Func<TUse, Task<T>> work) where TUse : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TUse>());
    }

    public Task<StoredSecret> Set(string name, string value, Guid? by = null) => Use<SetSecret, StoredSecret>(use => use.Handle(name, value, by, default));
    public Task<Rotation> Rotate() => Use<RotateSecrets, Rotation>(use => use.Handle(null, default));
    public Task<IReadOnlyList<SecretLine>> List() => Use<ListSecrets, IReadOnlyList<SecretLine>>(use => use.Handle(default));
    public Task<string> Read(string name) => services.GetRequiredService<SecretReferences>().Resolve($"secret:{name}", default);
    public Task<T> Db<T>(Func<BotOpsDb, Task<T>> work) => Use(work);

    public Task<bool> Remove(string name) => Use<RemoveSecret, bool>(async use =>
    {
        await use.Handle(name, null, default);
        return true;
    });

    public Task<Person> Someone(string handle) => Db(async db =>
    {
        var person = new Person { Handle = handle, Name = handle };
        db.Persons.Add(person);
        await db.SaveChangesAsync();
        return person;
    });

    public Task<IReadOnlyList<string>> Apply(string catalog) =>
        Db(db => new ApplyCatalog(db, [], TimeProvider.System).Handle([CatalogReader.Read("shop.yaml", catalog)], null, default));

    public Task<List<string>> Audited() => Db(db => db.Audit.Where(a => a.Action.Contains("secret")).OrderBy(a => a.Id)
        .Select(a => $"{a.Action} {a.Subject}: {a.Before} → {a.After}").ToListAsync());

    public static async Task<string> Refused(Task work) => (await Assert.ThrowsAsync<UserError>(() => work)).Message;

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }
}
