using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using BotOps.Core;
using BotOps.Core.Chat;
using Said = (string Member, string Arguments, System.Collections.Generic.IReadOnlyList<string> Values, string English, string Chinese);

namespace BotOps.Tests.Texts;

/// <summary>Walks everything that BotOps can say, with made-up arguments, in both languages.</summary>
public partial class BothLanguagesTests
{
    const int MostCalls = 600;

    /// <summary>Names, numbers and what is typed: the same in every language.</summary>
    static readonly string[] SameInBoth =
    [
        "BotOps", "Bot", "BuildName", "Updated", "HelpOf", "SignInHint", "StepBegins", "Shown", "Megabytes", "Plan", "Clock", "Count", "CatalogProblem", "State", "Verb",
    ];

    static readonly string[] ReadByPeople = ["Text", "Word", "Label", "Ask", "Title", "Yes", "Strong", "Rest", "Name", "Foot", "Says"];

    /// <summary>Commands of other programs.</summary>
    static readonly string[] QuotesEnglish = ["PostgresMissing", "NoConnectionString"];

    [Fact]
    public void Every_text_is_said_in_Chinese() => None(All.Where(said => !Han().IsMatch(said.Chinese) && Words().IsMatch(Rest(said))
        && !(said.English == said.Chinese && SameInBoth.Contains(said.Member))));

    [Fact]
    public void No_Chinese_text_is_half_English() => None(All.Where(said => EnglishWords().IsMatch(Command().Replace(said.Chinese, "")) && !QuotesEnglish.Contains(said.Member)));

    [Fact]
    public void No_English_text_is_half_Chinese() => None(All.Where(said => Han().IsMatch(said.English)));

    [Fact]
    public void Every_argument_that_is_said_in_English_is_said_in_Chinese() =>
        None(All.Where(said => said.Values.Any(value => Has(said.English, value) && !Has(said.Chinese, value))));

    [Fact]
    public void Numbers_commands_options_and_names_are_the_same_in_both() =>
        None(All.Where(said => Typed().Matches(said.English).Any(typed => !said.Chinese.Contains(typed.Value, StringComparison.Ordinal))));

    static void None(IEnumerable<Said> wrong)
    {
        var first = wrong.GroupBy(said => said.Member).Select(group => group.First()).ToList();
        Assert.True(first.Count == 0, string.Join("\n\n", first.Select(s => $"{s.Member}({s.Arguments})\n  {s.English}\n  {s.Chinese}")));
    }

    static readonly IReadOnlyList<Said> All = [.. Types(typeof(Core.Texts)).SelectMany(Members).SelectMany(Calls)];

    static IEnumerable<Type> Types(Type type) => [type, .. type.GetNestedTypes().SelectMany(Types)];

    static IEnumerable<MethodInfo> Members(Type type) => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly);

    static IEnumerable<Said> Calls(MethodInfo member)
    {
        var name = member.Name.Replace("get_", "", StringComparison.Ordinal);
        var calls = Combinations([.. member.GetParameters().Select(p => MadeUp.Of(p.ParameterType, p.Name!))]).Take(MostCalls).Select(arguments => Call(member, name, arguments)).OfType<Said[]>().ToList();
        Assert.True(calls.Count > 0, $"{name} threw for every argument");
        return calls.SelectMany(call => call);
    }

    /// <summary>Null: nobody says it with these arguments (a list of nothing, a state that has no word there).</summary>
    static Said[]? Call(MethodInfo member, string name, object?[] arguments)
    {
        if (In(Languages.English, member, arguments) is not { } english) return null;

        var shown = string.Join(", ", arguments.Select(a => $"{a ?? "null"}"));
        var chinese = In(Languages.Chinese, member, arguments) ?? throw new InvalidOperationException($"{name}({shown}) throws in Chinese only");
        var values = arguments.SelectMany(Values).ToList();
        return [.. english.Zip(chinese, (e, c) => (name, shown, (IReadOnlyList<string>)values, e, c))];
    }

    static string[]? In(string language, MethodInfo member, object?[] arguments)
    {
        using var speech = Languages.Speak(language);
        try
        {
            return [.. Texts(member.Invoke(null, arguments))];
        }
        catch (TargetInvocationException)
        {
            return null;
        }
    }

    /// <summary>All that is read by people in what was said: a text, a state, a whole reply.</summary>
    static IEnumerable<string> Texts(object? said) => said switch
    {
        string text => [text],
        ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(n => Texts(tuple[n])),
        IEnumerable<object?> many => many.SelectMany(Texts),
        { } record when record.GetType().Assembly == typeof(Content).Assembly && !record.GetType().IsEnum => record.GetType().GetProperties()
            .Where(p => p.PropertyType != typeof(string) || ReadByPeople.Contains(p.Name)).SelectMany(p => Texts(p.GetValue(record))),
        _ => [],
    };

    static IEnumerable<object?[]> Combinations(IReadOnlyList<object?>[] each) => each.Aggregate(
        (IEnumerable<object?[]>)[[]], (made, values) => made.SelectMany(before => values.Select(value => (object?[])[.. before, value])));

    /// <summary>The names and large numbers of an argument, which occur nowhere else.</summary>
    static IEnumerable<string> Values(object? argument) => argument switch
    {
        string text => [text],
        int or long when Convert.ToInt64(argument, null) > 99 => [$"{argument}"],
        IEnumerable<string> texts => texts,
        _ => [],
    };

    static bool Has(string text, string value) => text.Contains(value, StringComparison.Ordinal);

    /// <summary>What is left of the English text without its arguments.</summary>
    static string Rest(Said said) => MadeUp.Name().Replace(said.English, "");

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();

    [GeneratedRegex("[A-Za-z]{3}")]
    private static partial Regex Words();

    [GeneratedRegex(@"\b[a-z]{2,} [a-z]{2,} [a-z]{2,}\b")]
    private static partial Regex EnglishWords();

    [GeneratedRegex(@"/?botops [a-z -]+")]
    private static partial Regex Command();

    /// <summary>Digits, <c>--option</c>, <c>/command</c>, <c>`quoted`</c>, <c>Section:Key</c>, <c>env:NAME</c>.</summary>
    [GeneratedRegex(@"\d+|(?<![\w-])--[a-z][a-z-]+|(?<![\w/:.…])/(?:botops [a-z]+|[a-z]+)\b|`[^`]+`|\b[A-Z]\w+:[A-Z]\w+|\b(?:env|file):\S?[A-Za-z]+")]
    private static partial Regex Typed();
}
