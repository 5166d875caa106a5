using System.Security.Cryptography;
using BotOps.Core.Hosts;

namespace BotOps.Adapters.Hosts.Local;

/// <summary>Copies a file below a host's root, whole or not at all.</summary>
static class LocalFile
{
    public static async Task Put(Host host, string path, HostFile file, CancellationToken stopping)
    {
        var root = Path.GetFullPath(host.Root);
        var target = Path.GetFullPath(Path.Combine(root, path));
        if (!target.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new ArgumentException($"'{path}' lies outside of the host's folder.", nameof(path));

        try
        {
            if (!await Has(target, file, stopping)) await Copy(target, file, stopping);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HostUnreachable(host.Name, $"cannot put {path} there: {e.Message}", e);
        }
    }

    static async Task<bool> Has(string target, HostFile file, CancellationToken stopping)
    {
        var there = new FileInfo(target);
        if (!there.Exists || there.Length != file.Length) return false;
        await using var content = there.OpenRead();
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, stopping)) == file.Sha256;
    }

    static async Task Copy(string target, HostFile file, CancellationToken stopping)
    {
        var folder = Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(folder);
        var half = Path.Combine(folder, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp"); // prune removes what a kill leaves
        try
        {
            var digest = await Write(half, file, stopping);
            if (digest != file.Sha256) throw new IOException($"its digest was {digest[..12]} on arrival, not {file.Sha256[..12]}");
            File.Move(half, target, overwrite: true);
        }
        finally
        {
            File.Delete(half);
        }
    }

    static async Task<string> Write(string path, HostFile file, CancellationToken stopping)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var source = await file.Open(stopping);
        await using var copy = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        var buffer = new byte[128 * 1024];
        for (int read; (read = await source.ReadAsync(buffer, stopping)) > 0;)
        {
            digest.AppendData(buffer, 0, read);
            await copy.WriteAsync(buffer.AsMemory(0, read), stopping);
        }
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
