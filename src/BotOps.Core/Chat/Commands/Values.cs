using System.Globalization;
using BotOps.Core.Builds;
using BotOps.Core.Releases;

namespace BotOps.Core.Chat.Commands;

/// <summary>Turns one typed value into what it means.</summary>
static class Values
{
    public const int LongestText = 500;
    public const string Out = "out", In = "in";

    /// <exception cref="UserError">It cannot be one; says what would be.</exception>
    public static object? Read(ValueKind kind, string typed, OptionSpec? option = null)
    {
        var shown = Texts.Shown(typed);
        return kind switch
        {
            ValueKind.Project or ValueKind.Environment => Names.Of(typed) ?? throw new UserError(Texts.NotAName(shown), shown),
            ValueKind.Reference => BuildNumber.Meant(typed) ? throw new UserError(Texts.BuildIsNoSource(shown), shown) : Reference(typed),
            ValueKind.ReferenceOrBuild => BuildNumber.Meant(typed) ? Number(typed).ToString() : Reference(typed),
            ValueKind.Release => Release(typed) ?? throw new UserError(Texts.NotARelease(shown), shown),
            ValueKind.ReleaseOrBuild when BuildNumber.Meant(typed) => Number(typed),
            ValueKind.ReleaseOrBuild => Release(typed) ?? throw new UserError(Texts.NotAReleaseOrBuild(shown), shown),
            ValueKind.Add => typed.Equals(ReadProject.Add, StringComparison.OrdinalIgnoreCase) ? ReadProject.Add : throw new UserError(Texts.Adding.OnlyAdd(shown), shown),
            ValueKind.Host or ValueKind.NewName => Names.Of(typed) ?? throw new UserError(Texts.NotAName(shown), shown),
            ValueKind.OutOrIn => OutOrIn(typed),
            ValueKind.ScaleWay => Ways.FirstOrDefault(w => w.Equals(typed, StringComparison.OrdinalIgnoreCase)) ?? throw new UserError(Texts.Scaling.NotAWay(shown), shown),
            ValueKind.Count => Count(typed) ?? throw new UserError(Texts.Scaling.NotACount(shown), shown),
            ValueKind.Number => Plain(typed) ?? throw new UserError(Texts.NotANumber(shown), shown),
            ValueKind.Money => Money(typed) ?? throw new UserError(Texts.NotMoney(shown), shown),
            ValueKind.Command => Command(typed),
            ValueKind.Choice => Pause(typed),
            ValueKind.OnFail => OnFail(typed),
            ValueKind.Answer => Answers.Read(typed) ?? throw new UserError(Texts.NotAnAnswer(shown), shown),
            ValueKind.Build => Build(typed) ?? throw new UserError(Texts.NotARollbackTarget(shown), shown),
            ValueKind.Amount => Amount.Parse(typed),
            ValueKind.AmountList => (IReadOnlyList<Amount>)[.. Split(typed).Select(Amount.Parse)],
            ValueKind.HostList => (IReadOnlyList<string>)[.. Split(typed).Select(h => Names.Pattern(h) ?? throw new UserError(Texts.NotAHost(Texts.Shown(h)), Texts.Shown(h)))],
            ValueKind.Duration => Duration(typed, option!),
            ValueKind.Moment => Moment.Parse(typed) ?? throw new UserError(Texts.Scaling.NotAMoment(shown), shown),
            ValueKind.Text => Text(typed),
            ValueKind.Person => RoleInputs.Person(typed),
            ValueKind.Role => RoleInputs.Role(typed),
            ValueKind.Scope => RoleInputs.Scope(typed),
            ValueKind.Subject => typed.StartsWith('#') ? Read(ValueKind.Release, typed) : Read(ValueKind.Project, typed),
            ValueKind.Language => Language(typed) ?? throw new UserError(Texts.NotALanguage(shown), shown),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    static string[] Split(string typed)
    {
        var entries = typed.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return entries.Length > 0 ? entries : throw new UserError(Texts.ListEmpty, Texts.Shown(typed));
    }

    static string Reference(string typed) =>
        Names.Reference(typed) ? typed : throw new UserError(Texts.NotAReference(Texts.Shown(typed), Names.LongestReference), Texts.Shown(typed));

    static BuildNumber Number(string typed) => BuildNumber.Read(typed) ?? throw new UserError(Texts.NotABuild(Texts.Shown(typed)), Texts.Shown(typed));

    static readonly string[] Ways = [Out, In];

    static string OutOrIn(string typed) => Ways.FirstOrDefault(w => w.Equals(typed, StringComparison.OrdinalIgnoreCase)) ?? throw new UserError(Texts.NotOutOrIn(Texts.Shown(typed)), Texts.Shown(typed));

    /// <summary>Of hosts: <c>+20</c> or <c>20</c>.</summary>
    static int? Count(string typed) => int.TryParse(typed.StartsWith('+') ? typed.AsSpan(1) : typed, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 1000 ? count : null;

    static int? Plain(string typed) => int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 10_000 ? number : null;

    static decimal? Money(string typed) => decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var money) && money is > 0 and <= 1_000_000 ? money : null;

    static long? Release(string typed)
    {
        var digits = typed.StartsWith('#') ? typed[1..] : typed;
        return digits.Length <= 18 && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;
    }

    static string Command(string typed) => CommandTable.Find(typed.TrimStart('/'))?.Name
        ?? throw NoSuchCommand(typed);

    public static UserError NoSuchCommand(string typed, string? tryInstead = null)
    {
        var shown = Texts.Shown(typed);
        return new UserError(Texts.NoSuchCommand(shown, ClosestCommands(typed)), shown, tryInstead);
    }

    public static IReadOnlyList<string> ClosestCommands(string typed) => DidYouMean.Closest(typed.TrimStart('/'), CommandTable.All.Select(c => c.Name));

    static PauseAfter Pause(string typed) => Enum.GetNames<PauseAfter>().FirstOrDefault(n => n.Equals(typed, StringComparison.OrdinalIgnoreCase)) is { } name
        ? Enum.Parse<PauseAfter>(name)
        : throw new UserError(Texts.NotAPause(Texts.Shown(typed)), Texts.Shown(typed));

    static OnFail OnFail(string typed) => Enum.GetNames<OnFail>().FirstOrDefault(n => n.Equals(typed.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)) is { } name
        ? Enum.Parse<OnFail>(name)
        : throw new UserError(Texts.NotAnOnFail(Texts.Shown(typed)), Texts.Shown(typed));

    /// <summary><c>last-good</c>, <c>previous</c> or <c>build:17</c>.</summary>
    static string? Build(string typed)
    {
        var name = typed.ToLowerInvariant();
        return name is "last-good" or "previous" || name == BuildNumber.Adopted || BuildNumber.Read(name) is not null ? name : null;
    }

    static TimeSpan Duration(string typed, OptionSpec option)
    {
        var shown = Texts.Shown(typed);
        if (Durations.Parse(typed) is not { } time) throw new UserError(Texts.NotADuration(shown), shown);
        if (time < option.Least || time > option.Most) throw new UserError(Texts.DurationOutside(option.Name, option.Least, option.Most), shown);
        return time;
    }

    /// <summary>By tag, or by the name that its speakers give it.</summary>
    static string? Language(string typed) => typed.ToLowerInvariant() switch
    {
        "中文" or "简体中文" or "chinese" => Languages.Chinese,
        "英文" or "english" => Languages.English,
        var tag => Languages.Of(tag),
    };

    static string? Text(string typed)
    {
        if (typed.Length > LongestText) throw new UserError(Texts.TextTooLong(typed.Length, LongestText), Texts.Shown(typed));
        return string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
    }
}
