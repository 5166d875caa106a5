using System.Text;
using BotOps.Core.Projects;

namespace BotOps.Core.Secrets;

/// <summary>
/// What services are started with and nobody may read: the values of <see cref="RunSettings.Secrets"/>, read once for a rollout, and
/// the mask for everything that their hosts say. A reference that leads nowhere keeps its reason until its value is needed.
/// </summary>
public sealed class RunSecrets
{
    /// <summary>Bytes at which the host script cuts reasons and lines; a secret may have been cut with them.</summary>
    const int ShortestCut = 500;

    readonly Dictionary<string, string> values;
    readonly Dictionary<string, string> problems;

    RunSecrets(Dictionary<string, string> values, Dictionary<string, string> problems)
    {
        (this.values, this.problems) = (values, problems);
        Mask = values.Count == 0 ? SecretMask.None : new SecretMask(values.Values);
    }

    /// <summary>For settings without secrets.</summary>
    public static RunSecrets None { get; } = new([], []);

    public SecretMask Mask { get; }

    public static async Task<RunSecrets> Read(SecretReferences references, IEnumerable<RunSettings> settings, CancellationToken stopping)
    {
        var (values, problems) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        foreach (var reference in settings.SelectMany(s => s.Secrets.Values).Distinct())
        {
            try
            {
                values[reference] = await references.Resolve(reference, stopping);
            }
            catch (UserError error)
            {
                problems[reference] = error.Message;
            }
        }
        return new RunSecrets(values, problems);
    }

    /// <exception cref="UserError">It could not be read; the message is why.</exception>
    public string Value(string variable, string reference) =>
        values.TryGetValue(reference, out var value) ? value : throw new UserError(Problem(variable, reference));

    /// <summary>What stands in the way of a start with these settings, a line each.</summary>
    public IReadOnlyList<string> Problems(RunSettings settings) =>
        [.. settings.Secrets.Where(s => !values.ContainsKey(s.Value)).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => Problem(s.Key, s.Value))];

    /// <summary>What a host said, without secrets and without the beginning of one where the host cut it off.</summary>
    public string Masked(string said) => Encoding.UTF8.GetByteCount(said) >= ShortestCut ? Mask.MaskCut(said) : Mask.Mask(said);

    string Problem(string variable, string reference) =>
        Texts.StoredSecrets.NotForRun(variable, problems.GetValueOrDefault(reference) ?? Texts.StoredSecrets.NotRead);
}
