using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace BotOps.Tests.Texts;

/// <summary>
/// Values of any type for arguments of texts: for each a few that differ where texts differ (none, one and many; every state;
/// seconds, minutes and hours). Every name and every number above 99 occurs once only, so that it can be found in a text.
/// </summary>
static partial class MadeUp
{
    const int Deepest = 4;
    const string Mark = "-0123456789ab";

    static readonly TimeSpan[] Times = [TimeSpan.FromSeconds(7), new(0, 12, 34), TimeSpan.FromMinutes(5), new(3, 45, 0), TimeSpan.FromHours(2), TimeSpan.FromDays(3)];

    /// <param name="name">Where it is an argument or a property: becomes a part of texts.</param>
    public static IReadOnlyList<object?> Of(Type type, string name, int depth = 0) => type switch
    {
        _ when type == typeof(string) => [name + Mark],
        _ when type == typeof(bool) => [false, true],
        _ when type == typeof(int) || type == typeof(long) => [.. new[] { 0, 1, Number(name) }.Select(n => Convert.ChangeType(n, type, null))],
        _ when type == typeof(TimeSpan) => [.. Times],
        _ when type == typeof(DateTimeOffset) => [new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero)],
        _ when type == typeof(Guid) => [Guid.Empty],
        _ when type == typeof(Uri) => [new Uri($"http://{name.ToLowerInvariant()}.example:8080/")],
        _ when type == typeof(Version) => [new Version(17, 4)],
        _ when type == typeof(object) => [name],
        { IsEnum: true } => [.. Enum.GetValues(type)],
        _ when Nullable.GetUnderlyingType(type) is { } inner => [null, .. Of(inner, name, depth)],
        { IsArray: true } => Lists(type.GetElementType()!, name, depth),
        { IsGenericType: true } when type.IsAssignableTo(typeof(ITuple)) => [Tuple(type, name, depth)],
        { IsGenericType: true } when type.IsAssignableTo(typeof(IEnumerable)) && type.GetGenericArguments() is [var element] => Lists(element, name, depth),
        { IsGenericType: true } when type.IsAssignableTo(typeof(IEnumerable)) => [Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(type.GetGenericArguments()))],
        _ => Objects(type, depth),
    };

    static object?[] Lists(Type element, string name, int depth)
    {
        var many = Enumerable.Range(0, 9).Select(n => Of(element, $"{name}{n}", depth + 1)).Select((values, n) => values[n % values.Count]).ToList();
        return [.. new[] { 0, 1, 9 }.Select(count =>
        {
            var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
            foreach (var value in many.Take(count)) list.Add(value);
            if (!element.IsInterface && !element.IsGenericType) return list;

            var array = Array.CreateInstance(element, count);
            list.CopyTo(array, 0);
            return array;
        })];
    }

    static object? Tuple(Type type, string name, int depth) =>
        Activator.CreateInstance(type, [.. type.GetGenericArguments().Select((t, n) => Of(t, $"{name}{n}", depth + 1)[^1])]);

    /// <summary>One, or one for each of its states.</summary>
    static object?[] Objects(Type type, int depth)
    {
        if (depth > Deepest) return [null];

        var state = type.GetProperty("State") is { PropertyType.IsEnum: true, CanWrite: true } found ? found : null;
        return [.. (state is null ? [null] : Enum.GetValues(state.PropertyType).Cast<object?>()).Select(value => Fill(type, state, value, depth))];
    }

    static object Fill(Type type, PropertyInfo? state, object? value, int depth)
    {
        var made = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0))
        {
            if (property.Name == state?.Name) property.SetValue(made, value);
            else if (property.SetMethod is not null) property.SetValue(made, Last(Of(property.PropertyType, property.Name, depth + 1)));
            else if (type.GetField($"<{property.Name}>k__BackingField", BindingFlags.NonPublic | BindingFlags.Instance) is { } field) field.SetValue(made, Last(Of(property.PropertyType, property.Name, depth + 1)));
        }
        return made;
    }

    static object? Last(IReadOnlyList<object?> values) => values[^1];

    /// <summary>Any text that was made up here.</summary>
    [GeneratedRegex(@"\w+" + Mark)]
    public static partial Regex Name();

    static int Number(string name) => 100 + name.Aggregate(0, (sum, c) => (sum * 31 + c) % 899);
}
