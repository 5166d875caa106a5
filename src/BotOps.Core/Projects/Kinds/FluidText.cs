using System.Globalization;
using Fluid;

namespace BotOps.Core.Projects.Kinds;

/// <summary>Renders Fluid templates, which come from an admin's catalog: with the values that are given, and in bounded time.</summary>
static class FluidText
{
    const int MostSteps = 100_000;

    static readonly FluidParser Parser = new();

    /// <exception cref="FormatException">It is no template, names a value that there is not, or cannot be rendered to its end.</exception>
    public static string Render(string template, IReadOnlyDictionary<string, object?> values)
    {
        if (!Parser.TryParse(template, out var parsed, out var error)) throw new FormatException(error);

        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        var options = new TemplateOptions { MaxSteps = MostSteps, CultureInfo = CultureInfo.InvariantCulture };
        options.Undefined = name =>
        {
            unknown.Add(name);
            return new ValueTask<Fluid.Values.FluidValue>(Fluid.Values.NilValue.Instance);
        };
        var context = new TemplateContext(options);
        foreach (var (name, value) in values) context.SetValue(name, value);
        string text;
        try
        {
            text = parsed.Render(context);
        }
        catch (Exception wrong) // too many steps, a file to include, a division by zero: whatever it is, the template asked for it
        {
            throw new FormatException(wrong.Message, wrong);
        }
        return unknown.Count == 0 ? text : throw new FormatException(Texts.Kinds.UnknownValues([.. unknown], [.. values.Keys.Order(StringComparer.Ordinal)]));
    }
}
