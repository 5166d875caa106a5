using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Secrets;

/// <summary>The catalog names where a secret is, never the secret; it is read on the worker at the moment of use.</summary>
public sealed class SecretReferences(IDbContextFactory<BotOpsDb> databases, SecretKeys keys, ILogger<SecretReferences> logger)
{
    const int Longest = 64 * 1024;

    /// <summary>
    /// The value behind <c>env:NAME</c>, <c>file:/path</c> (a file's last line ends are taken off) or <c>secret:name</c>. Waits
    /// while the database is away.
    /// </summary>
    /// <exception cref="UserError">The reference is not one, or what it points to is missing, empty or cannot be decrypted.</exception>
    public async Task<string> Resolve(string reference, CancellationToken stopping)
    {
        var value = Split(reference) switch
        {
            ("env", var name) => Environment.GetEnvironmentVariable(name) ?? throw new UserError(Texts.SecretVariableMissing(name)),
            ("file", var path) => Read(path),
            (Stored, var name) => await Decrypt(name, stopping),
            _ => throw new UserError(Texts.SecretReferenceUnknown)
        };
        return value.Length > 0 ? value : throw new UserError(Texts.SecretEmpty(reference));
    }

    /// <summary>The path of a <c>file:/path</c> reference, for a program that reads the file itself.</summary>
    /// <exception cref="UserError">It is not a file reference, or there is no such file.</exception>
    public static string ResolveFile(string reference)
    {
        if (Split(reference) is not ("file", var path)) throw new UserError(Texts.SecretMustBeFile);
        return File.Exists(path) ? path : throw new UserError(Texts.SecretFileMissing(path));
    }

    /// <summary>The name of a stored secret, <c>secret:name</c>; null for any other reference.</summary>
    public static string? NameOf(string? reference) => reference is not null && Split(reference) is (Stored, var name) ? name : null;

    public static bool IsReference(string text) => Split(text).Scheme.Length > 0;

    const string Stored = "secret";

    // Anything else may be a secret that was pasted where a reference belongs, so no error repeats it.
    static (string Scheme, string Name) Split(string reference) => reference.Split(':', 2) switch
    {
        ["env", { Length: > 0 } name] => ("env", name),
        ["file", var path] when Path.IsPathFullyQualified(path) => ("file", path),
        [Stored, var name] when SecretName.Is(name) => (Stored, name),
        _ => ("", "")
    };

    async Task<string> Decrypt(string name, CancellationToken stopping)
    {
        var secret = await databases.Database(db => db.Secrets.AsNoTracking().SingleOrDefaultAsync(s => s.Name == name, stopping), logger, stopping)
            ?? throw new UserError(Texts.StoredSecrets.Missing(name));
        return SecretCipher.Decrypt(keys.Find(secret.KeyId), secret);
    }

    static string Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists) throw new UserError(Texts.SecretFileMissing(path));
            if (file.Length > Longest) throw new UserError(Texts.SecretFileTooLong(path));
            return File.ReadAllText(path).TrimEnd('\r', '\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError(Texts.SecretFileUnreadable(path, e.Message));
        }
    }
}
