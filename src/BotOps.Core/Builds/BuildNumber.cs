using System.Globalization;

namespace BotOps.Core.Builds;

/// <summary>A build as people name it: <c>build:17</c>; <c>build:0</c> is what an environment's hosts ran before BotOps.</summary>
public readonly record struct BuildNumber(long Id)
{
    const string Prefix = "build:";

    /// <summary>Somebody meant a build, whether or not it is written right; no branch or tag can be called so.</summary>
    public static bool Meant(string typed) => typed.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Null: it names no build.</summary>
    public static BuildNumber? Read(string typed) =>
        Meant(typed) && typed.Length <= Prefix.Length + 18 && long.TryParse(typed.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
            ? new BuildNumber(id)
            : null;

    /// <summary>What ran before BotOps, as it is typed to go back to it.</summary>
    public static string Adopted { get; } = $"{new BuildNumber(0)}";

    /// <summary>What ran before BotOps is 0 to people, in every environment.</summary>
    public long Shown => Math.Max(0, Id);

    public override string ToString() => Prefix + Shown.ToString(CultureInfo.InvariantCulture);
}
