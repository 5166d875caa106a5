using System.Globalization;

namespace BotOps.Core;

/// <summary>
/// The two languages that BotOps speaks, and whose turn it is. What one person reads is said in their language; what everybody
/// reads (cards, threads, logs, reasons kept in rows) in the language of the house.
/// </summary>
public static class Languages
{
    public const string English = "en", Chinese = "zh-Hans";

    public static IReadOnlyList<string> All { get; } = [English, Chinese];

    /// <summary>The language that is spoken now: that of <see cref="CultureInfo.CurrentUICulture"/>; English for any that BotOps does not speak.</summary>
    public static string Spoken => CultureInfo.CurrentUICulture.Name.StartsWith("zh", StringComparison.Ordinal) ? Chinese : English;

    /// <summary>Spoken wherever nobody in particular is spoken to (<c>BotOps:Language</c>).</summary>
    public static string House
    {
        get => CultureInfo.DefaultThreadCurrentUICulture?.Name ?? English;
        set => CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo(value);
    }

    /// <summary>
    /// What a language tag or a POSIX locale means here: <c>zh</c>, <c>zh-CN</c>, <c>zh_CN.UTF-8</c> and <c>zh-Hans-SG</c> are Chinese.
    /// Null: BotOps does not speak it (<c>zh-TW</c> is written in other characters).
    /// </summary>
    public static string? Of(string? tag)
    {
        var parts = (tag ?? "").Split('.', '@')[0].Split('-', '_');
        return parts switch
        {
            [var language, ..] when Is(language, "en") => English,
            [var language] when Is(language, "zh") => Chinese,
            [var language, var place, ..] when Is(language, "zh") && (Is(place, "hans") || Is(place, "cn") || Is(place, "sg")) => Chinese,
            _ => null,
        };
    }

    /// <summary>Of who sits at this terminal, as POSIX decides it (<c>LC_ALL</c>, <c>LC_MESSAGES</c>, <c>LANG</c>).</summary>
    public static string OfTerminal(Func<string, string?> variable) =>
        Of(new[] { "LC_ALL", "LC_MESSAGES", "LANG" }.Select(variable).FirstOrDefault(value => !string.IsNullOrEmpty(value))) ?? English;

    /// <summary>Until it is disposed this flow of control speaks that language.</summary>
    /// <param name="language">As a person, a browser or a terminal has it; where BotOps does not speak it, that of the house.</param>
    public static Speech Speak(string? language) => new(Of(language) ?? House);

    /// <summary>Until it is disposed this flow of control speaks to everybody: what it says is kept in rows or told in a channel.</summary>
    public static Speech SpeakToAll() => new(House);

    /// <summary>One text in the language of the house, whoever is spoken to otherwise.</summary>
    public static string ToAll(Func<string> text)
    {
        using var all = SpeakToAll();
        return text();
    }

    static bool Is(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Gives the language that was spoken before its turn again.</summary>
public readonly struct Speech : IDisposable
{
    readonly CultureInfo before;

    internal Speech(string language)
    {
        before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
    }

    public void Dispose() => CultureInfo.CurrentUICulture = before;
}
