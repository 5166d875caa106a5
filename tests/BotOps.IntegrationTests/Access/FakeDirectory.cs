using BotOps.Core.Access;

namespace BotOps.IntegrationTests.Access;

/// <summary>Who is who on the platform of the tests, and who is in its one group.</summary>
sealed class FakeDirectory : IDirectory
{
    public static readonly AccountName Group = new("fake", "t", "S1");

    public string Platform => "fake";
    public IReadOnlyList<string> Tenants => ["t"];
    public bool Away { get; set; }
    public IReadOnlyList<string> InGroup { get; set; } = [];

    /// <summary>By account; whoever is not here is a full member of no particular name.</summary>
    public Dictionary<string, DirectoryEntry?> People { get; } = [];

    public Task<DirectoryEntry?> Find(AccountName account, CancellationToken stopping) =>
        Away ? throw new DirectoryAway("away") : Task.FromResult(People.TryGetValue(account.Id, out var entry) ? entry : Named(account.Id));

    public Task<IReadOnlyList<string>> Members(AccountName group, CancellationToken stopping) =>
        Away ? throw new DirectoryAway("away") : Task.FromResult(group == Group ? InGroup : []);

    public static DirectoryEntry Named(string name) => new(name, name, null, null, IsMember: true);
    public static DirectoryEntry Guest(string name) => Named(name) with { IsMember = false };
}
