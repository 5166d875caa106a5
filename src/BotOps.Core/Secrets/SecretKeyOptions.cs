namespace BotOps.Core.Secrets;

/// <summary>Where the keys come from.</summary>
/// <param name="Folder">Holds one file a key; made for its owner alone when the first secret is set.</param>
/// <param name="Given">Keys that the configuration holds itself, the newest first; empty: the folder's are used.</param>
public sealed record SecretKeyOptions(string Folder, IReadOnlyList<SecretKey> Given)
{
    /// <param name="given"><c>id:base64 id:base64</c>, as the configuration has it.</param>
    /// <exception cref="UserError">One of them is no key; it is not repeated.</exception>
    public static IReadOnlyList<SecretKey> Parse(string? given) =>
        [.. (given ?? "").Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(Key)];

    static SecretKey Key(string text) => text.Split(':', 2) is [var id, var key] && SecretName.Is(id) && SecretKeys.Read(key) is { } bytes
        ? new(id, bytes)
        : throw new UserError(Texts.StoredSecrets.NoKeyConfigured);
}
