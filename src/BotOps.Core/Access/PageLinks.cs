using System.Buffers.Text;
using System.Globalization;
using BotOps.Core.Jobs;
using BotOps.Core.Secrets;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Access;

/// <summary>
/// Links to pages that sign one person in, for a day, over person, path and end. They are signed by the newest key that secrets are encrypted
/// with: it is never in the database, so that a backup signs nobody in, and processes on several machines share it already. Where there is none,
/// links stay plain.
/// </summary>
public sealed class PageLinks(SecretKeys keys, WorkerOptions worker, TimeProvider clock, ILogger<PageLinks> logger)
{
    public const string Door = "/open";
    static readonly TimeSpan Lives = TimeSpan.FromDays(1);
    static readonly LinkSignature Signature = new("BotOps page links 1");

    /// <summary>The address with the person's token; null: it cannot be signed here.</summary>
    public string? To(string path, Guid person)
    {
        if (worker.PublicUrl.Length == 0 || Key() is not { } key) return null;

        var until = (clock.GetUtcNow() + Lives).ToUnixTimeSeconds();
        return $"{worker.PublicUrl}{Door}?to={Uri.EscapeDataString(path)}&token={Signature.Of(key, Signed(person, path, until))}.{Base64Url.EncodeToString(person.ToByteArray())}.{until}.{key.Id}";
    }

    /// <summary>Whom the token signs in at that path.</summary>
    /// <exception cref="UserError">Nobody: it is over, of another path, or was not made here; says what to do.</exception>
    public Guid Check(string token, string path)
    {
        if (token.Split('.', 4) is not [var sign, var name, var end, var id] || !long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var until)
            || Person(name) is not { } person) throw new UserError(Texts.PageLinkWrong, tryInstead: LoginTo(path));
        if (keys.Known(id) is not { } key) throw new UserError(Texts.PageLinkOfOtherKey, tryInstead: LoginTo(path));
        if (!Signature.Is(sign, key, Signed(person, path, until))) throw new UserError(Texts.PageLinkWrong, tryInstead: LoginTo(path));
        if (until <= clock.GetUtcNow().ToUnixTimeSeconds()) throw new UserError(Texts.PageLinkOver, tryInstead: LoginTo(path));
        return person;
    }

    /// <summary>What to type for a link that signs in and leads there.</summary>
    public static string LoginTo(string path) =>
        path.Split('/', '?') is ["", "releases", { Length: > 0 and < 19 } id, ..] && id.All(char.IsAsciiDigit) ? $"{Texts.Page.SignInHint} {id}" : Texts.Page.SignInHint;

    SecretKey? Key()
    {
        try
        {
            return keys.NewestIfAny();
        }
        catch (UserError error)
        {
            logger.LogWarning("Links to pages are not signed: {Error}", error.Message);
            return null;
        }
    }

    static string Signed(Guid person, string path, long until) => string.Create(CultureInfo.InvariantCulture, $"{person:N}\n{until}\n{path}");

    static Guid? Person(string text)
    {
        var bytes = new byte[16];
        return Base64Url.TryDecodeFromChars(text, bytes, out var length) && length == bytes.Length ? new Guid(bytes) : null;
    }
}
