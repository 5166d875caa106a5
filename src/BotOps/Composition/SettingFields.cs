using BotOps.Core;
using BotOps.Core.Secrets;

namespace BotOps.Composition;

/// <summary>Fields that several sections of the configuration have; what is wrong is said by the whole name.</summary>
static class SettingFields
{
    /// <summary>Null: it is left out.</summary>
    public static string? Reference(this IConfigurationSection section, string name) => section[name] is not { Length: > 0 } text ? null
        : SecretReferences.IsReference(text) ? text : throw new UserError(Texts.Configuration.NotAReference($"{section.Path}:{name}"));

    public static TimeSpan Time(this IConfigurationSection section, string name, TimeSpan usual) =>
        section.GetValue(name, usual) is var time && time > TimeSpan.Zero && time < TimeSpan.FromDays(1) ? time : throw new UserError(Texts.Configuration.NotATime($"{section.Path}:{name}"));

    /// <summary>How many at once.</summary>
    public static int Parallel(this IConfigurationSection section, int usual) =>
        section.GetValue("Parallel", usual) is > 0 and <= 1000 and var parallel ? parallel : throw new UserError(Texts.Configuration.NotAParallel($"{section.Path}:Parallel"));
}
