using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace BotOps.Adapters.Web;

/// <summary>One embedded file, read once; its version is the start of its SHA-256.</summary>
sealed record EmbeddedAsset(byte[] Bytes, string ContentType, string Version)
{
    static readonly ConcurrentDictionary<(Assembly, string), EmbeddedAsset> Known = new();
    static readonly FileExtensionContentTypeProvider Types = new();

    public EntityTagHeaderValue Tag { get; } = new($"\"{Version}\"");

    /// <exception cref="FileNotFoundException">The assembly embeds no such file.</exception>
    public static EmbeddedAsset Read(Assembly assembly, string name) => Known.GetOrAdd((assembly, name), static key =>
    {
        using var stream = key.Item1.GetManifestResourceStream(key.Item2)
            ?? throw new FileNotFoundException($"{key.Item1.GetName().Name} embeds no {key.Item2}.", key.Item2);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new(bytes, TypeOf(key.Item2), Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]);
    });

    static string TypeOf(string name)
    {
        if (!Types.TryGetContentType(name, out var type)) return "application/octet-stream";
        return type.StartsWith("text/", StringComparison.Ordinal) || type == "image/svg+xml" ? type + "; charset=utf-8" : type;
    }
}
