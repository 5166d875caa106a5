using System.Globalization;
using System.Text.RegularExpressions;

namespace BotOps.Sandbox.Cloud;

/// <summary>What <c>RunInstances</c> asks for.</summary>
/// <param name="Same">All of its parameters: another order with the same token is a mistake.</param>
sealed partial record CloudOrder(string Same, string? Token, string Type, string Subnet, string Image, IReadOnlyList<string> SecurityGroups, string? KeyPair, int Amount, int Least, string Name)
{
    public bool DryRun { get; init; }
    public bool Prepaid { get; init; }
    public DateTimeOffset? ReleaseAt { get; init; }
    public string? UserData { get; init; }
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>The name of the one at this place, from 0; <c>[first,digits]</c> is the running number.</summary>
    public string NameOf(int at) => Running().Replace(Name, found =>
        (int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) + at).ToString(CultureInfo.InvariantCulture).PadLeft(int.Parse(found.Groups[2].Value, CultureInfo.InvariantCulture), '0'));

    [GeneratedRegex(@"\[(\d+),(\d)\]")]
    private static partial Regex Running();
}
