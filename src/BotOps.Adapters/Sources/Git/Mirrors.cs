using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace BotOps.Adapters.Sources.Git;

/// <summary>One mirror per address on this machine, shared by all projects that are built from it.</summary>
sealed class Mirrors(GitHome home, GitClient git, GitOptions options, TimeProvider clock) : IDisposable
{
    readonly ConcurrentDictionary<string, Mirror> known = new();

    public Mirror Of(GitAddress address) => At(Path.Combine(home.Mirrors, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.Url)))[..40]}.git"));

    /// <summary>Those that have ever been locked here, also when only half made.</summary>
    public IEnumerable<Mirror> All() => Directory.EnumerateFiles(home.Mirrors, "*.lock").Select(l => At(Path.ChangeExtension(l, ".git")));

    public void Dispose()
    {
        foreach (var mirror in known.Values) mirror.Dispose();
    }

    Mirror At(string folder) => known.GetOrAdd(folder, f => new Mirror(f, git, options, clock));
}
