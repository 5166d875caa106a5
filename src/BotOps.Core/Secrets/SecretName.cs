using System.Text.RegularExpressions;

namespace BotOps.Core.Secrets;

/// <summary>What a stored secret may be called; the catalog's names look the same.</summary>
static partial class SecretName
{
    public static bool Is(string text) => Form().IsMatch(text);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]{0,62}\z")]
    private static partial Regex Form();
}
